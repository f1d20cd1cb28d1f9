//! What tests of several modules share: guides, and rendered pages parsed again.

use contract::{Clinic, Guide};
use leptos::prelude::Owner;

use markup::Markup;

pub mod page;

/// A guide that has one of everything, and nothing wrong.
pub fn small() -> Guide {
    let guide: Guide = serde_json::from_str(include_str!(
        "../crates/contract/tests/fixtures/small.en.json"
    ))
    .expect("the small guide can be read");
    guide.of_clinic(&clinic(include_str!(
        "../crates/contract/tests/fixtures/clinic.json"
    )))
}

fn clinic(json: &str) -> Clinic {
    serde_json::from_str(json).expect("the particulars can be read")
}

/// The guide that visitors read.
pub fn mdma() -> Guide {
    let guide = serde_json::from_str::<Guide>(include_str!("../guides/mdma.en.json"));
    let guide = guide.expect("the guide can be read");
    guide.of_clinic(&clinic(include_str!("../clinic.json")))
}

/// The HTML of what `make` sets up for the guide.
pub fn rendered(guide: &Guide, make: impl FnOnce() -> Markup) -> String {
    Owner::new().with(|| {
        markup::provide(guide.clone());
        make().to_html()
    })
}
