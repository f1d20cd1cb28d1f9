//! What tests of several modules share: guides, and rendered pages parsed again.

use contract::Guide;
use leptos::prelude::Owner;

use markup::Markup;

pub mod page;

/// A guide that has one of everything, and nothing wrong.
pub fn small() -> Guide {
    serde_json::from_str(include_str!(
        "../crates/contract/tests/fixtures/small.en.json"
    ))
    .expect("the small guide can be read")
}

/// The guide that visitors read.
pub fn mdma() -> Guide {
    serde_json::from_str(include_str!("../guides/mdma.en.json")).expect("the guide can be read")
}

/// The HTML of what `make` sets up for the guide.
pub fn rendered(guide: &Guide, make: impl FnOnce() -> Markup) -> String {
    Owner::new().with(|| {
        markup::provide(guide.clone());
        make().to_html()
    })
}
