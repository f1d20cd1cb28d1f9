//! A guide's HTML, with the number of its elements checked.

use std::cell::Cell;

use anyhow::{Result, ensure};
use careguide::Config;
use careguide::prerender::{self, Language, fragment_in_one_of};
use contract::Guide;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::address::Address;
use crate::filled::filled;

/// The guide's HTML as the element of one page configures it.
pub fn configured(guide: &Guide, config: &Config, languages: &[Language]) -> Result<String> {
    checked(fragment_in_one_of(languages, guide, config))
}

/// The guide's HTML before an element configures it.
pub fn plain(guide: &Guide, languages: &[Language]) -> Result<String> {
    checked(prerender::plain(languages, guide))
}

/// The guide's HTML as a page prints it: the [plain](plain) HTML in the name of the project's clinic, if
/// the guide has one.
pub fn printed(
    neutral: &str,
    guide: &Guide,
    languages: &[Language],
    site: Option<&Address>,
) -> Result<String> {
    match &guide.clinic {
        None => Ok(neutral.to_owned()),
        Some(clinic) => {
            let own = prerender::plain(languages, guide);
            checked(filled(neutral, guide, clinic, &own, site)?)
        }
    }
}

/// The guide's HTML with its style as a declarative shadow root. In a shadow root `:target` matches
/// nothing (HTML section 7.4.6.4 looks at the document's own tree), so without scripts all sections
/// show, and what would choose one does not.
pub fn shadow_root(style: &str, html: &str) -> String {
    format!(
        "<template shadowrootmode=\"open\"><style>\
         :host{{display:block;max-width:100%;min-height:100vh}}{style}@media(scripting:none){{\
         .care-guide .panel{{display:block!important}}\
         .care-guide :is(.tabs,.switch){{display:none}}}}</style>{html}</template>\n"
    )
}

/// The fragment, if a parser finds as many elements as its `data-elements` says.
fn checked(fragment: String) -> Result<String> {
    // The loader takes the first child of `<care-guide>` for the guide.
    ensure!(
        fragment.starts_with("<div") && fragment.ends_with("</div>"),
        "the guide's HTML must be one <div> and nothing around it, and begins `{}`",
        fragment.chars().take(40).collect::<String>()
    );
    let elements = Cell::new(0_usize);
    let stated = Cell::new(String::new());
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("*", |it| {
        if elements.replace(elements.get() + 1) == 0 {
            stated.set(it.get_attribute("data-elements").unwrap_or_default());
        }
        Ok(())
    }));
    rewrite_str(&fragment, settings)?;
    let (found, stated) = (elements.get().saturating_sub(1), stated.take());
    // The loader would take the guide for one that was changed on the way.
    ensure!(
        found.to_string() == stated,
        "the guide's HTML holds {found} elements, and says data-elements=\"{stated}\""
    );
    Ok(fragment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejection(fragment: &str) -> String {
        checked(fragment.to_owned())
            .expect_err("something is wrong")
            .to_string()
    }

    #[test]
    fn a_root_that_says_how_many_elements_are_in_it_is_right() {
        let html = "<div data-elements=\"3\"><p>a<b>c</b></p><br></div>";
        assert_eq!(checked(html.to_owned()).expect("there are three"), html);
        let wrong = rejection("<div data-elements=\"3\"><br></div>");
        assert!(wrong.contains("holds 1 elements"), "{wrong}");
    }

    #[test]
    fn a_fragment_with_anything_before_its_div_is_rejected() {
        let wrong = rejection(" <div></div>");
        assert!(wrong.contains("must be one <div>"), "{wrong}");
    }
}
