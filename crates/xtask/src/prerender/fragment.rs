//! A guide's HTML, counted.

use std::cell::Cell;

use careguide::Config;
use careguide::config::Surroundings;
use contract::Guide;
use lol_html::errors::RewritingError;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use thiserror::Error;

/// Why a guide's HTML cannot be used.
#[derive(Debug, Error)]
pub enum FragmentError {
    /// It does not parse.
    #[error("{0}")]
    Malformed(#[from] RewritingError),
    /// The loader takes the first child of `<care-guide>` for the guide.
    #[error("the guide's HTML must be one <div> and nothing around it, and begins `{0}`")]
    NotOneDiv(String),
}

/// The guide's HTML as it is set up on one page.
pub fn configured(guide: &Guide, config: &Config) -> Result<String, FragmentError> {
    counted(&careguide::prerender::fragment(guide, config))
}

/// The guide's HTML as it is before anybody has set it up.
pub fn plain(guide: &Guide) -> Result<String, FragmentError> {
    let attribute = |name: &str| match name {
        "guide" => Some(guide.name.clone()),
        "lang" => Some(guide.language.clone()),
        _ => None,
    };
    let (config, _) = Config::read(attribute, Surroundings::default());
    configured(guide, &config)
}

/// The fragment with the number of its elements on its root, for the loader to compare with what
/// the browser made of it: an extension that adds or removes elements before the guide wakes would
/// have hydration take one element for another.
fn counted(fragment: &str) -> Result<String, FragmentError> {
    let Some(rest) = fragment
        .strip_prefix("<div")
        .filter(|_| fragment.ends_with("</div>"))
    else {
        let start = fragment.chars().take(40).collect();
        return Err(FragmentError::NotOneDiv(start));
    };
    let elements = Cell::new(0_usize);
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("*", |_| {
        elements.set(elements.get() + 1);
        Ok(())
    }));
    rewrite_str(fragment, settings)?;
    let descendants = elements.get().saturating_sub(1);
    Ok(format!("<div data-elements=\"{descendants}\"{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_says_how_many_elements_are_in_it() {
        assert_eq!(
            counted("<div><p>a<b>c</b></p><br></div>").expect("it is one div"),
            "<div data-elements=\"3\"><p>a<b>c</b></p><br></div>"
        );
    }

    #[test]
    fn a_fragment_with_anything_before_its_div_is_refused() {
        let error = counted(" <div></div>").expect_err("there is a space");
        assert!(error.to_string().contains("must be one <div>"), "{error}");
    }
}
