//! A guide file by its address: `guide="https://…/other.json"`.

use journeys::{Channel, Role, Site, host_page};
use serde_json::json;

/// A page with this guide and the policy of docs/embedding.md.
macro_rules! page {
    ($guide:literal) => {
        host_page!(
            r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:;
    script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' {other_origin};
    require-trusted-types-for 'script'; trusted-types care-guide">
<script type="module" src="/care-guide.js"></script>"#,
            concat!(
                r#"<care-guide endpoint="/api/consultations" guide=""#,
                $guide,
                r#""><p>Call us: 617-555-0100</p></care-guide>"#
            )
        )
    };
}

/// The tab that is selected.
const SELECTED: &str = "return document.querySelector('care-guide').shadowRoot
     .querySelector('[role=tab][aria-selected=true]')?.textContent";

#[test]
fn a_guide_file_on_another_origin_is_checked_rendered_and_hydrated() {
    let page = page!("{other_origin}/guide.json");
    Site::with_receiver().embedded_in(page).visit(|visitor| {
        visitor
            .opens("/")
            .sees_a(Role::Heading, "Glasses or contact lenses?")
            .clicks_tab("Care & cleaning")
            .sees_of_the_page(SELECTED, json!("Care & cleaning"))
            .fills("Full name", "Ana O'Neil")
            .chooses("Email")
            .fills("Email address", "ana+guide@example.org")
            .ticks("The clinic may contact me.")
            .clicks(Role::Button, "Ask for a fitting")
            .sees_a(Role::Heading, "We have your request");
        let (channel, request) = visitor.server().only_request();
        assert_eq!(channel, Channel::Json);
        assert_eq!(request.guide, "eyesight");
    });
}

#[test]
fn a_guide_file_changed_before_hydration_is_restored() {
    let page = page!("{other_origin}/guide.json");
    Site::with_receiver()
        .embedded_in(page)
        .holding_the_wasm()
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_a(Role::Heading, "Glasses or contact lenses?");
            let removed = visitor.runs(
                "const root = document.querySelector('care-guide').shadowRoot;
                 root.querySelector('.byline').remove();
                 return root.querySelectorAll('.byline').length",
            );
            assert_eq!(removed, json!(0));
            visitor
                .gets_the_wasm()
                .clicks_tab("Care & cleaning")
                .sees_of_the_page(SELECTED, json!("Care & cleaning"));
            let back = visitor.runs(
                "const root = document.querySelector('care-guide').shadowRoot;
                 return root.querySelectorAll('.byline').length",
            );
            assert_eq!(back, json!(1));
        });
}

#[test]
fn a_forbidden_address_is_reported_and_the_fallback_stays() {
    let why = "allowed are";
    Site::with_receiver()
        .embedded_in(page!("ftp://clinic.example/guide.json"))
        .without_hydration()
        .expecting(1, why)
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_in_console(why)
                .sees_text("Call us: 617-555-0100");
        });
}
