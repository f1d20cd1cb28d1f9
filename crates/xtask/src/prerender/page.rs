//! The page that is served: the shell of `index.html`, filled.

use std::cell::Cell;

use lol_html::errors::RewritingError;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, doc_comments, element, rewrite_str};
use thiserror::Error;

/// What is put into the shell.
#[derive(Debug)]
pub struct Page<'a> {
    /// `<html lang>`.
    pub language: &'a str,
    /// `<html dir>`.
    pub direction: &'a str,
    /// `<title>`.
    pub title: &'a str,
    /// `<meta name="description">`.
    pub description: &'a str,
    /// The style sheet, inline: a file would be one more round trip before the first paint.
    pub style: &'a str,
    /// The guide's HTML: one `<div>`.
    pub fragment: &'a str,
    /// The file name of the loader.
    pub loader: &'a str,
}

/// Why the page could not be put together.
#[derive(Debug, Error)]
pub enum PageError {
    /// The shell or the fragment does not parse.
    #[error("{0}")]
    Malformed(#[from] RewritingError),
    /// The shell lacks an element that is to be filled.
    #[error("{0} is missing; the build fills it")]
    Missing(&'static str),
}

impl Page<'_> {
    /// The shell with everything put in its place and without its comments.
    pub fn fill(&self, shell: &str) -> Result<String, PageError> {
        let places = [
            "<html>",
            "<title>",
            "<meta name=description>",
            "<script type=module>",
        ];
        let filled: [Cell<bool>; 4] = Default::default();
        let style = format!("<style>{}</style>", self.style);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("html", |html| {
                filled[0].set(true);
                html.set_attribute("lang", self.language)?;
                html.set_attribute("dir", self.direction)?;
                Ok(())
            }))
            .append_element_content_handler(element!("title", |title| {
                filled[1].set(true);
                title.set_inner_content(self.title, ContentType::Text);
                Ok(())
            }))
            .append_element_content_handler(element!("meta[name=description]", |meta| {
                filled[2].set(true);
                meta.set_attribute("content", &self.description.replace('&', "&amp;"))?;
                Ok(())
            }))
            .append_element_content_handler(element!("head script[type=module]", |script| {
                filled[3].set(true);
                script.before(&style, ContentType::Html);
                script.set_attribute("src", &format!("./{}", self.loader))?;
                Ok(())
            }))
            .append_element_content_handler(element!("care-guide", |element| {
                // Beside the JSON of a backend, which may be there.
                element.append(self.fragment, ContentType::Html);
                Ok(())
            }))
            .append_document_content_handler(doc_comments!(|comment| {
                comment.remove();
                Ok(())
            }));
        let page = rewrite_str(shell, settings)?;
        match places.iter().zip(&filled).find(|(_, filled)| !filled.get()) {
            Some((place, _)) => Err(PageError::Missing(place)),
            None => Ok(page),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELL: &str = "<!doctype html><html lang=\"xx\"><head><title></title><!-- why -->\
        <meta name=\"description\" content=\"\"><script type=\"module\" src=\"./care-guide.js\">\
        </script></head><body><care-guide lang=\"ar\"></care-guide></body></html>";

    fn page(fragment: &str) -> Page<'_> {
        Page {
            language: "ar",
            direction: "rtl",
            title: "A & <b>",
            description: "Say \"A & B\"",
            style: "p{}",
            fragment,
            loader: "care-guide-1.js",
        }
    }

    #[test]
    fn everything_is_in_its_place_and_the_shells_comments_are_gone() {
        let html = page("<div><p>a<!>b</p><br></div>")
            .fill(SHELL)
            .expect("it can be filled");
        assert_eq!(
            html,
            "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><title>A &amp; &lt;b&gt;</title>\
             <meta name=\"description\" content=\"Say &quot;A &amp; B&quot;\"><style>p{}</style>\
             <script type=\"module\" src=\"./care-guide-1.js\"></script></head><body>\
             <care-guide lang=\"ar\"><div><p>a<!>b</p><br></div></care-guide>\
             </body></html>"
        );
    }

    #[test]
    fn a_shell_without_a_place_to_fill_is_refused() {
        let shell = SHELL.replace("<title></title>", "");
        let error = page("<div></div>")
            .fill(&shell)
            .expect_err("there is no title");
        assert_eq!(error.to_string(), "<title> is missing; the build fills it");
    }
}
