//! The guide as HTML, printed natively.

use contract::Guide;
use leptos::prelude::{Owner, RwSignal};

use crate::app::app;
use crate::markup::Markup;
use crate::{Config, markup, outline::Outline};

/// What stands inside `<care-guide>`: one `<div>` and nothing around it.
pub fn fragment(guide: &Guide, config: &Config) -> String {
    print(guide, || app(Outline::of(guide, config), config, RwSignal::new(false)))
}

fn print(guide: &Guide, view: impl FnOnce() -> Markup) -> String {
    Owner::new().with(|| {
        markup::provide_guide(guide);
        let mut html = String::new();
        view().print(&mut html);
        html
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn x() {
        let guide: Guide = serde_json::from_str(include_str!("../guides/mdma.en.json")).unwrap();
        let (config, _) = Config::read(
            |n| (n == "endpoint").then(|| "/api/consultations".to_owned()),
            None,
            None,
        );
        std::fs::write("/tmp/w/fragment.html", fragment(&guide, &config)).unwrap();
    }
}
