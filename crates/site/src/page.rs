//! The page that is served: the template of `index.html`, filled.

use std::cell::Cell;

use anyhow::{Result, bail};
use contract::Guide;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, doc_comments, element, rewrite_str};

use crate::assets::{Asset, Scripts};

/// What the template links to beside itself.
const BESIDE: &str = "[href^=\"./\"], [src^=\"./\"]";

/// What is put into the template.
#[derive(Debug)]
pub struct Page<'a> {
    /// The guide, for the language, the title and the description.
    pub guide: &'a Guide,
    /// The way from the page to the site's folder: `./` or `../`.
    pub up: &'a str,
    /// The whole address of the page; `None` where the site's is unknown.
    pub address: Option<&'a str>,
    /// More lines for the head.
    pub metadata: &'a str,
    /// The style sheet, inline: a file would be one more round trip before the first paint.
    pub style: &'a str,
    /// The guide's HTML: one `<div>`.
    pub fragment: &'a str,
    /// The loader, and what makes the links tabs. The page runs no other than the loader with this
    /// digest; without one it runs none.
    pub scripts: Option<&'a Scripts>,
    /// What stands at the page's end.
    pub end: &'a str,
}

impl Page<'_> {
    /// The template with everything put in its place and without its comments.
    pub fn fill(&self, template: &str) -> Result<String> {
        let places = [
            "<html>",
            "<title>",
            "<meta name=description>",
            "<script type=module>",
            "<body>",
        ];
        let filled: [Cell<bool>; 5] = Default::default();
        let guide = self.guide;
        let style = format!("<style>{}</style>", self.style);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("html", |html| {
                filled[0].set(true);
                html.set_attribute("lang", &guide.language)?;
                html.set_attribute("dir", guide.direction.as_str())?;
                Ok(())
            }))
            .append_element_content_handler(element!("title", |title| {
                filled[1].set(true);
                title.set_inner_content(&guide.title, ContentType::Text);
                Ok(())
            }))
            .append_element_content_handler(element!("meta[name=description]", |meta| {
                filled[2].set(true);
                meta.set_attribute("content", &guide.description.replace('&', "&amp;"))?;
                meta.after(
                    &format!("\n{}", self.metadata.trim_end()),
                    ContentType::Html,
                );
                Ok(())
            }))
            .append_element_content_handler(element!("link[rel=canonical]", |link| {
                if let Some(address) = self.address {
                    link.set_attribute("href", address)?;
                }
                Ok(())
            }))
            .append_element_content_handler(element!(BESIDE, |element| {
                for name in ["href", "src"] {
                    let value = element.get_attribute(name);
                    if let Some(rest) = value.as_deref().and_then(|v| v.strip_prefix("./")) {
                        element.set_attribute(name, &format!("{}{rest}", self.up))?;
                    }
                }
                Ok(())
            }))
            .append_element_content_handler(element!("head script[type=module]", |script| {
                filled[3].set(true);
                script.before(&style, ContentType::Html);
                let Some(Scripts { loader, .. }) = self.scripts else {
                    script.remove();
                    return Ok(());
                };
                let Asset(loader, integrity) = loader;
                script.set_attribute("src", &format!("{}{loader}", self.up))?;
                script.set_attribute("integrity", integrity)?;
                Ok(())
            }))
            .append_element_content_handler(element!("body", |body| {
                filled[4].set(true);
                body.append(self.end, ContentType::Html);
                Ok(())
            }))
            .append_element_content_handler(element!("care-guide", |element| {
                if element.has_attribute("lang") {
                    element.set_attribute("lang", &guide.language)?;
                }
                // What the loader restores is filled in again.
                if guide.clinic.is_some() && !element.has_attribute("clinic") {
                    element.set_attribute("clinic", &format!("{}clinic.json", self.up))?;
                }
                // Beside the JSON of a backend, which may be there.
                element.append(self.fragment, ContentType::Html);
                // It runs as soon as the tabs and panels are there, before the loader.
                if let Some(Scripts { tabs, .. }) = self.scripts {
                    element.after(&format!("<script>{tabs}</script>"), ContentType::Html);
                }
                Ok(())
            }))
            .append_document_content_handler(doc_comments!(|comment| {
                comment.remove();
                Ok(())
            }));
        let page = rewrite_str(template, settings)?;
        match places.iter().zip(&filled).find(|(_, filled)| !filled.get()) {
            Some((place, _)) => bail!("{place} is missing; the build fills it"),
            None => Ok(page),
        }
    }
}

#[cfg(test)]
mod tests {
    use contract::guide::Direction;

    use super::*;
    use crate::tests::small;

    const TEMPLATE: &str = "<!doctype html><html lang=\"xx\"><head><title></title><!-- why -->\
        <meta name=\"description\" content=\"\"><link rel=\"canonical\" href=\"https://a.example/\">\
        <link rel=\"icon\" href=\"./icon.svg\"><script type=\"module\" src=\"./care-guide.js\">\
        </script></head><body><care-guide lang=\"en\"></care-guide></body></html>";

    fn asset(name: &str, integrity: &str) -> Asset {
        Asset(name.to_owned(), integrity.to_owned())
    }

    fn filled(up: &str, address: Option<&str>, template: &str) -> Result<String> {
        let scripts = Scripts {
            loader: asset("care-guide-1.js", "sha256-1="),
            tabs: "let tabs;".to_owned(),
        };
        filled_with(Some(&scripts), up, address, template)
    }

    fn filled_with(
        scripts: Option<&Scripts>,
        up: &str,
        address: Option<&str>,
        template: &str,
    ) -> Result<String> {
        let mut guide = small();
        guide.language = "ar".to_owned();
        guide.direction = Direction::Rtl;
        guide.title = "A & <b>".to_owned();
        guide.description = "Say \"A & B\"".to_owned();
        let page = Page {
            guide: &guide,
            up,
            address,
            metadata: "<meta>\n",
            style: "p{}",
            fragment: "<div><p>a<!>b</p><br></div>",
            scripts,
            end: "<hr>",
        };
        page.fill(template)
    }

    #[test]
    fn everything_is_in_its_place_and_the_templates_comments_are_gone() {
        let html = filled("./", Some("https://a.example/"), TEMPLATE).expect("it can be filled");
        assert_eq!(
            html,
            "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><title>A &amp; &lt;b&gt;</title>\
             <meta name=\"description\" content=\"Say &quot;A &amp; B&quot;\">\n<meta>\
             <link rel=\"canonical\" href=\"https://a.example/\">\
             <link rel=\"icon\" href=\"./icon.svg\"><style>p{}</style>\
             <script type=\"module\" src=\"./care-guide-1.js\" \
              integrity=\"sha256-1=\"></script></head><body>\
             <care-guide lang=\"ar\"><div><p>a<!>b</p><br></div></care-guide>\
             <script>let tabs;</script><hr>\
             </body></html>"
        );
    }

    #[test]
    fn a_page_in_a_folder_finds_the_files_beside_the_folder() {
        let html =
            filled("../", Some("https://a.example/ar/"), TEMPLATE).expect("it can be filled");
        for part in [
            "<link rel=\"canonical\" href=\"https://a.example/ar/\">",
            "<link rel=\"icon\" href=\"../icon.svg\">",
            "<script type=\"module\" src=\"../care-guide-1.js\" integrity=\"sha256-1=\">",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn a_page_whose_wasm_is_not_there_yet_has_its_style_and_no_script() {
        let html = filled_with(None, "./", None, TEMPLATE).expect("it can be filled");
        assert!(html.contains("<style>p{}</style></head>"), "{html}");
        assert!(
            !html.contains("<script") && !html.contains("preload"),
            "{html}"
        );
    }

    #[test]
    fn a_template_without_a_place_to_fill_is_rejected() {
        let template = TEMPLATE.replace("<title></title>", "");
        let error = filled("./", None, &template).expect_err("there is no title");
        assert_eq!(error.to_string(), "<title> is missing; the build fills it");
    }
}
