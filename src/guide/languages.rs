//! Links to the guide in other languages.

use std::sync::Arc;

use contract::Guide;
#[cfg(feature = "ssr")]
use leptos::prelude::provide_context;
use leptos::prelude::use_context;

use markup::{Markup, html};

/// A language that the guide can be read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The language (BCP 47).
    pub tag: String,
    /// Its name in the language itself.
    pub name: String,
    /// Where the guide is in this language.
    pub address: String,
}

/// Provides the languages to the components below.
#[cfg(feature = "ssr")]
pub fn provide(languages: &[Language]) {
    provide_context::<Arc<[Language]>>(languages.into());
}

/// A link to each language; `None` for a single language. The links are plain before and after
/// hydration. On a click the loader adds the section's hash, and an embedded guide changes its
/// language in place.
pub fn languages(guide: &Guide) -> Option<Markup> {
    let languages = use_context::<Arc<[Language]>>().filter(|languages| languages.len() > 1)?;
    let link = |language: &Language| {
        let Language { tag, name, address } = language;
        let link = html::a()
            .attr("id", format_args!("language-{tag}"))
            .attr("href", address)
            .attr("hreflang", tag)
            .attr("lang", tag);
        let link = match *tag == guide.language {
            true => link.attr("aria-current", "true"),
            false => link,
        };
        html::li().child(link.text(name))
    };
    let list = html::ul().children(languages.iter().map(link));
    let navigation = html::nav()
        .class("languages")
        .attr("aria-label", &guide.interface.languages);
    Some(navigation.child(list))
}
