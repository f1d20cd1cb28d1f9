//! The files of the site that are made from a guide: its pages, and those about them.

use std::io;
use std::path::Path;

use anyhow::{Context as _, Result};
use careguide::prerender;

use crate::address::Address;
use crate::assets::Scripts;
use crate::page::Page;
use crate::template::Template;
use crate::translations::{Translation, Translations};
use crate::{fragment, json_ld, metadata, sitemap};

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
    /// Whether the backend understands the form as a browser posts it by itself.
    pub native_posts: bool,
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
        if !self.native_posts {
            // Without scripts the form would post what the backend does not understand.
            config.endpoint = None;
        }
        let languages = self.translations.seen_from(page);
        let guide = &guide.clone().seen_from(page.up());
        let address = self.translations.address();
        let address = address.map(|address| address.of(&page.folder()));
        let filled = Page {
            guide,
            up: page.up(),
            address: address.as_deref(),
            metadata: &metadata::lines(page, self.translations),
            style: self.style,
            fragment: &fragment::configured(guide, &config, &languages).context("the guide")?,
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
