//! The files of the site that are made from a guide: its pages, and those about them.

use std::io;
use std::path::Path;

use anyhow::{Context as _, Result};
use backend::Lists;
use careguide::prerender;

use crate::address::Address;
use crate::assets::Scripts;
use crate::page::Page;
use crate::template::Template;
use crate::translations::{Translation, Translations};
use crate::{fragment, json_ld, metadata, sitemap};

/// The form's list as the backend understands it in a form that the browser posts by itself. Texts have
/// `&quot;`, so only the attributes match.
fn with_lists(fragment: String, native_posts: Option<Lists>) -> String {
    match native_posts {
        Some(Lists::Brackets) => fragment.replace("name=\"topics\"", "name=\"topics[]\""),
        _ => fragment,
    }
}

/// What the pages are made of.
#[derive(Debug)]
pub struct Pages<'a> {
    /// The text of `index.html`, to be filled.
    pub html: &'a str,
    /// What it says.
    pub template: &'a Template,
    /// The style sheet.
    pub style: &'a str,
    /// What hydrates the pages; `None` before the Wasm is compiled.
    pub scripts: Option<&'a Scripts>,
    /// The guide in its languages.
    pub translations: &'a Translations<'a>,
    /// How the backend understands a list in the form as a browser posts it by itself; `None` if it
    /// understands no such form.
    pub native_posts: Option<Lists>,
}

impl Pages<'_> {
    /// Writes the page of each language, the page for unknown addresses, and what search engines
    /// read.
    pub fn write(&self, stage: &Path) -> Result<()> {
        for page in self.translations.iter() {
            let folder = stage.join(page.folder());
            fs_err::create_dir_all(&folder)?;
            fs_err::write(folder.join("index.html"), self.page(&page)?)?;
            write_unless_there(&folder.join("404.html"), &self.not_found(&page))?;
        }
        let address = self.translations.address();
        write_unless_there(&stage.join("robots.txt"), &sitemap::robots(address))?;
        if address.is_some() {
            let sitemap = sitemap::sitemap(self.translations);
            write_unless_there(&stage.join("sitemap.xml"), &sitemap)?;
        }
        Ok(())
    }

    fn page(&self, page: &Translation<'_>) -> Result<String> {
        let Translation { guide, .. } = *page;
        let (mut config, _) = self.template.config(Some(&guide.language));
        if self.native_posts.is_none() {
            // Without scripts the form would post what the backend does not understand.
            config.endpoint = None;
        }
        let languages = self.translations.seen_from(page);
        let guide = &guide.clone().seen_from(page.up());
        let fragment = fragment::configured(guide, &config, &languages).context("the guide")?;
        let address = self.translations.address();
        let address = address.map(|address| address.of(&page.folder()));
        let filled = Page {
            guide,
            up: page.up(),
            address: address.as_deref(),
            metadata: &metadata::lines(page, self.translations),
            style: self.style,
            fragment: &with_lists(fragment, self.native_posts),
            scripts: self.scripts,
            end: &json_ld::script(guide, address.as_deref()),
        };
        filled.fill(self.html).context("index.html")
    }

    /// Its links are paths from the root: it may stand in for any page.
    fn not_found(&self, page: &Translation<'_>) -> String {
        let root = self.translations.address().map_or("/", Address::path);
        let Translation { guide, .. } = *page;
        let main = prerender::not_found(guide, &format!("{root}{}", page.folder()));
        let title = &guide.interface.not_found.heading;
        prerender::document(guide, title, self.style, &main)
    }
}

/// A file of the clinic's own, out of `public/`, comes first.
fn write_unless_there(file: &Path, text: &str) -> io::Result<()> {
    if file.exists() {
        return Ok(());
    }
    fs_err::write(file, text)
}

#[cfg(test)]
mod tests {
    use contract::Guide;

    use super::*;

    #[test]
    fn a_form_for_php_has_brackets_behind_the_name_of_its_list_before_hydration() {
        let guide = include_str!("../../../guides/mdma.en.json");
        let guide: Guide = serde_json::from_str(guide).expect("a guide");
        let plain = fragment::plain(&guide, &[]).expect("it can be rendered");
        let count = |html: &str, name: &str| html.matches(&format!("name=\"{name}\"")).count();
        let php = with_lists(plain.clone(), Some(Lists::Brackets));
        assert_eq!(
            count(&php, "topics[]"),
            guide.consultation.topic_choices.len()
        );
        assert_eq!(count(&php, "topics"), 0);
        for lists in [Some(Lists::Repeat), None] {
            assert_eq!(with_lists(plain.clone(), lists), plain);
        }
    }
}
