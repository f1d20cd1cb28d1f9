//! The guide in the pseudo-locale.

use contract::Guide;
use journeys::{Role, Site, Visitor, host_page};
use serde_json::json;

/// A host page.
const HOST: &str = host_page!(
    r#"<care-guide endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide>"#
);

fn label<'a>(guide: &'a Guide, id: &str) -> &'a str {
    &guide.section(id).expect("a section").label
}

fn name(guide: &Guide) -> &str {
    &guide.interface.language_name
}

#[test]
fn a_link_leads_to_another_language_and_keeps_the_tab() {
    Site::with_receiver()
        .in_full_browser()
        .with_pseudo_locale()
        .visit(|visitor| {
            let (english, other) = (visitor.server().guide(), visitor.server().pseudo_guide());
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .clicks(Role::Link, name(&other))
                .sees_address("/ar-XB/#risks")
                .sees_the_page_hydrated()
                .sees_panel(label(&other, "risks"))
                .clicks(Role::Link, name(&english))
                .sees_address("/#risks")
                .sees_the_page_hydrated()
                .sees_tab_selected("Risks");
        });
}

#[test]
fn without_scripts_a_language_is_a_plain_link() {
    Site::with_receiver()
        .with_pseudo_locale()
        .without_scripts()
        .visit(|visitor| {
            let other = visitor.server().pseudo_guide();
            visitor
                .opens("/")
                .clicks(Role::Link, name(&other))
                .sees_address("/ar-XB/")
                .sees_panel(label(&other, "at-a-glance"));
        });
}

#[test]
fn an_embedded_guide_changes_its_language_in_place() {
    Site::with_receiver()
        .with_pseudo_locale()
        .embedded_in(HOST)
        .visit(|visitor| {
            let (english, other) = (visitor.server().guide(), visitor.server().pseudo_guide());
            let visited = |visitor: &Visitor| visitor.runs("return history.length");
            let before = visited(visitor.opens("/?page=7"));
            visitor
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .moves_focus_to(Role::Link, name(&other))
                .presses("Enter")
                .sees_panel(label(&other, "risks"))
                .sees_the_page_hydrated()
                .sees_address("/?page=7");
            let focused = "return document.activeElement.shadowRoot.activeElement.hreflang";
            assert_eq!(visitor.runs(focused), json!(other.language));
            visitor
                .clicks(Role::Link, name(&english))
                .sees_the_page_hydrated()
                .sees_tab_selected("Risks")
                .sees_address("/?page=7");
            assert_eq!(visited(visitor), before, "pages in the history");
        });
}

/// The current guide still listens while the language loads.
#[test]
fn choosing_a_language_twice_stays_on_the_page() {
    Site::with_receiver()
        .with_pseudo_locale()
        .embedded_in(HOST)
        .visit(|visitor| {
            let other = visitor.server().pseudo_guide();
            visitor.opens("/?page=7");
            visitor.runs(
                "const guide = document.querySelector('care-guide').shadowRoot;
                 const link = guide.querySelector('[hreflang]:not([aria-current])');
                 link.click();
                 return Promise.resolve().then(() => {}).then(() => link.click())",
            );
            visitor
                .sees_panel(label(&other, "at-a-glance"))
                .sees_the_page_hydrated()
                .sees_address("/?page=7");
        });
}

#[test]
fn an_idle_embedded_guide_changes_its_language() {
    Site::with_receiver()
        .with_pseudo_locale()
        .embedded_in(HOST)
        .holding_the_wasm()
        .visit(|visitor| {
            let other = visitor.server().pseudo_guide();
            visitor
                .opens("/")
                .clicks(Role::Link, name(&other))
                .sees_panel(label(&other, "at-a-glance"))
                .sees_address("/")
                .gets_the_wasm()
                .sees_panel(label(&other, "at-a-glance"));
        });
}

#[test]
fn the_pseudo_locale_fits_every_screen() {
    Site::with_receiver().with_pseudo_locale().visit(|visitor| {
        let guide = visitor.server().pseudo_guide();
        for width in [320, 360, 768, 1280] {
            visitor.has_a_screen(width).opens("/ar-XB/");
            for section in &guide.sections {
                visitor
                    .clicks_tab(&section.label)
                    .sees_panel(&section.label)
                    .needs_no_sideways_scroll()
                    .can_hit_everything();
            }
            visitor
                .clicks(Role::Link, &guide.interface.show_everything)
                .needs_no_sideways_scroll()
                .clicks(Role::Button, &guide.consultation.submit)
                .sees_a(Role::Group, &guide.consultation.problem)
                .needs_no_sideways_scroll()
                .can_hit_everything();
        }
    });
}

#[test]
fn the_pseudo_locale_is_mirrored() {
    Site::with_receiver().with_pseudo_locale().visit(|visitor| {
        visitor.has_a_screen(1280).opens("/ar-XB/");
        let places = visitor.runs(
            "const box = (selector) => document.querySelector(selector).getBoundingClientRect();
             const [tab, next] = [1, 2].map((n) => box(`.tabs li:nth-child(${n})`));
             const [cell, other] = [2, 3].map((n) => box(`.comparison tbody tr > :nth-child(${n})`));
             return [tab.left > next.left, cell.left > other.left]",
        );
        assert_eq!(
            places,
            json!([true, true]),
            "the first is at the right of the next"
        );
    });
}
