//! The page's guide in each of its languages, and where it is.
//!
//! The language that `index.html` asks for has the site's first page; each other one has a page in
//! a folder of its own, such as `es/`.

use careguide::prerender::Language;
use contract::Guide;

use crate::address::Address;
use crate::guides::Guides;

/// The page's guide in all its languages.
#[derive(Debug)]
pub struct Translations<'a> {
    guides: &'a Guides,
    first: &'a Guide,
    address: Option<&'a Address>,
}

/// The guide in one language.
#[derive(Debug, Clone, Copy)]
pub struct Translation<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// Whether it is the one that `index.html` asks for.
    pub first: bool,
}

impl<'a> Translations<'a> {
    /// The languages of `first`, which `index.html` asks for. `address` is the site's, if known.
    pub fn new(guides: &'a Guides, first: &'a Guide, address: Option<&'a Address>) -> Self {
        Self {
            guides,
            first,
            address,
        }
    }

    /// The site's address, if it is known.
    pub fn site(&self) -> Option<&Address> {
        self.address
    }

    /// The first, then the others in the order of their languages.
    pub fn iter(&self) -> impl Iterator<Item = Translation<'a>> {
        self.of(self.first)
    }

    /// The links from one page of the site to all of them.
    pub fn seen_from(&self, page: &Translation<'_>) -> Vec<Language> {
        let up = page.up();
        let links = self.iter();
        links
            .map(|link| link.at(format!("{up}{}", link.folder())))
            .collect()
    }

    /// The links in a guide's HTML, which other people's pages show too: whole addresses where the
    /// site's is known. A guide that has no pages has links that lead nowhere by themselves.
    pub fn seen_from_anywhere(&self, guide: &'a Guide) -> Vec<Language> {
        if guide.name != self.first.name {
            let links = self.of(guide);
            return links.map(|link| link.at("#".to_owned())).collect();
        }
        match self.address {
            Some(_) => self.absolute().collect(),
            None => self.seen_from(&Translation {
                guide,
                first: guide == self.first,
            }),
        }
    }

    /// The whole addresses of all pages; none where the site's is unknown.
    pub fn absolute(&self) -> impl Iterator<Item = Language> {
        self.address.into_iter().flat_map(|address| {
            let at = move |link: Translation<'_>| link.at(address.of(&link.folder()));
            self.iter().map(at)
        })
    }

    /// The site's address, if it is known.
    pub fn address(&self) -> Option<&'a Address> {
        self.address
    }

    /// A guide's languages, its own first.
    fn of(&self, first: &'a Guide) -> impl Iterator<Item = Translation<'a>> {
        let others = self.guides.iter().map(|(_, guide)| guide);
        let others = others.filter(move |guide| guide.name == first.name && *guide != first);
        [first]
            .into_iter()
            .chain(others)
            .map(move |guide| Translation {
                guide,
                first: guide == self.first,
            })
    }
}

impl Translation<'_> {
    /// The folder of its page, with `/` at the end; empty for the first page.
    pub fn folder(&self) -> String {
        match self.first {
            true => String::new(),
            false => format!("{}/", self.guide.language),
        }
    }

    /// The way from its page to the site's folder.
    pub fn up(&self) -> &'static str {
        if self.first { "./" } else { "../" }
    }

    fn at(&self, address: String) -> Language {
        Language {
            tag: self.guide.language.clone(),
            name: self.guide.interface.language_name.clone(),
            address,
        }
    }
}
