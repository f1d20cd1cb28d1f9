//! Touch, the on-screen keyboard, autofill, and the back/forward cache. The headless shell lacks
//! the last two.

use journeys::{Role, Site, Visitor, host_page};
use serde_json::json;

const MESSAGE: &str = "Anything else? (optional)";
const OWN: &str = "Your own questions";
const PROOF: &str = "Care with strong proof";

/// A host page.
const HOST: &str = host_page!(
    r#"<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="https://guide.example/care-guide.js"></script>"#,
    r#"<care-guide endpoint="https://guide.example/api/consultations"></care-guide>"#
);

const OTHER: &str = r#"<!doctype html>
<html lang="en"><head><title>Where we are</title><link rel="icon" href="data:,"></head>
<body><p>1 Harbor Street.</p></body></html>"#;

fn on_the_own_page() -> Site {
    Site::with_receiver()
}

fn on_a_host_page() -> Site {
    Site::with_cross_origin_guide()
        .hosting("/", HOST)
        .hosting("/other", OTHER)
}

fn types_above_the_keyboard(visitor: &Visitor) {
    visitor.has_a_phone().opens("/");
    for field in [OWN, "Full name", "Email address", "Phone number", MESSAGE] {
        match field {
            "Email address" => visitor.chooses("Email"),
            "Phone number" => visitor.chooses("Phone call"),
            _ => visitor,
        };
        visitor
            .taps(Role::Textbox, field)
            .has_focus_on(Role::Textbox, field)
            .gets_the_keyboard()
            .sees_what_is_typed()
            .puts_the_keyboard_away();
    }
    // Also with errors above the fields.
    visitor
        .asks_for_a_consultation()
        .sees_a(Role::Group, "There is a problem")
        .taps(Role::Textbox, "Full name")
        .has_focus_on(Role::Textbox, "Full name")
        .gets_the_keyboard()
        .sees_what_is_typed();
}

#[test]
fn the_on_screen_keyboard_covers_no_field() {
    on_the_own_page().visit(types_above_the_keyboard);
}

#[test]
fn the_on_screen_keyboard_covers_no_field_of_an_embedded_guide() {
    on_a_host_page().visit(types_above_the_keyboard);
}

fn sends_what_the_browser_filled_in(visitor: &Visitor) {
    visitor
        .has_a_phone()
        .opens("/")
        .chooses("Email")
        .taps(Role::Textbox, "Full name")
        .has_focus_on(Role::Textbox, "Full name")
        .lets_the_browser_fill_in();
    for field in ["Full name", "Email address"] {
        visitor.sees_filled_in(field);
    }
    visitor
        .sees_in("Full name", "Ana O'Neil")
        .sees_in(MESSAGE, "")
        .sees_in(OWN, "")
        .consents()
        .asks_for_a_consultation()
        .sees_it_arrived();
    let (_, request) = visitor.server().only_request();
    assert_eq!(request.name, "Ana O'Neil");
    assert_eq!(request.email, "ana+guide@example.org");
}

#[test]
fn the_browser_fills_in_the_form() {
    on_the_own_page()
        .in_full_browser()
        .visit(sends_what_the_browser_filled_in);
}

#[test]
fn the_browser_fills_in_the_form_of_an_embedded_guide() {
    on_a_host_page()
        .in_full_browser()
        .visit(sends_what_the_browser_filled_in);
}

/// The bar is on the screen wherever the visitor is, and on no wide one.
fn goes_on_by_the_bar(visitor: &Visitor) {
    visitor.has_a_phone().opens("/").taps(Role::Tab, "Risks");
    for (words, id) in [
        ("Talk to us", "consultation"),
        ("What matters to you", "what-matters"),
        ("Need help now?", "help"),
    ] {
        let bar = visitor.finds(Role::Navigation, "Next steps");
        let end = visitor.runs_with(
            "const { top, bottom } = arguments[0].getBoundingClientRect();
             return top > innerHeight / 2 && bottom <= innerHeight + 1",
            vec![json!(bar)],
        );
        assert_eq!(end, json!(true), "the bar is at the window's end");
        let link = visitor.finds_within(&bar, Role::Link, words);
        visitor.runs_with("arguments[0].click()", vec![json!(link)]);
        visitor.sees_on_screen(id);
    }
    visitor
        .sees_a(Role::Textbox, "Full name")
        .has_a_screen(768)
        .sees_no(Role::Navigation, "Next steps");
}

#[test]
fn a_bar_leads_to_each_step_from_anywhere() {
    on_the_own_page().visit(goes_on_by_the_bar);
}

#[test]
fn a_bar_leads_to_each_step_of_an_embedded_guide() {
    on_a_host_page().visit(goes_on_by_the_bar);
}

#[test]
fn the_bar_is_neither_printed_nor_above_the_keyboard() {
    on_the_own_page().visit(|visitor| {
        visitor
            .has_a_phone()
            .opens("/")
            .taps(Role::Textbox, "Full name")
            .gets_the_keyboard()
            .sees_no(Role::Navigation, "Next steps")
            .puts_the_keyboard_away()
            .sees_a(Role::Navigation, "Next steps")
            .looks_at_the_print()
            .sees_no(Role::Navigation, "Next steps");
    });
}

#[test]
fn tapping_back_returns_to_the_tab() {
    on_the_own_page().visit(|visitor| {
        visitor
            .has_a_phone()
            .opens("/")
            .taps(Role::Tab, "Risks")
            .sees_tab_selected("Risks")
            .taps(Role::Link, "Source 1")
            .sees_on_screen("risks-source-1")
            .taps(Role::Tab, "Evidence")
            .sees_tab_selected("Evidence")
            .goes_back()
            .sees_address("/#risks-source-1")
            .sees_tab_selected("Risks")
            .goes_back()
            .sees_address("/#risks")
            .sees_tab_selected("Risks")
            .goes_back()
            .sees_tab_selected("Compare");
    });
}

/// Reads, ticks and types.
fn begins(visitor: &Visitor) -> &Visitor {
    visitor
        .has_a_phone()
        .opens("/")
        .taps(Role::Tab, "Risks")
        .sees_tab_selected("Risks")
        .ticks(PROOF)
        .fills_in_the_form()
        .fills(MESSAGE, "Is it open on Sundays?")
}

/// Everything is as it was and works.
fn continues(visitor: &Visitor) {
    visitor
        .sees_tab_selected("Risks")
        .sees_chosen(Role::Checkbox, PROOF, true)
        .sees_text("A US review group rated the proof insufficient.")
        .sees_every_word_kept()
        .sees_in(MESSAGE, "Is it open on Sundays?")
        .taps(Role::Tab, "MDMA therapy")
        .sees_tab_selected("MDMA therapy")
        .asks_for_a_consultation()
        .sees_it_arrived();
    let (_, request) = visitor.server().only_request();
    assert_eq!(request.message, "Is it open on Sundays?");
}

#[test]
fn a_page_from_the_back_forward_cache_continues() {
    on_the_own_page().in_full_browser().visit(|visitor| {
        continues(begins(visitor).leaves_and_comes_back("/es/", true));
    });
}

#[test]
fn an_embedded_guide_from_the_back_forward_cache_continues() {
    on_a_host_page().in_full_browser().visit(|visitor| {
        continues(begins(visitor).leaves_and_comes_back("/other", true));
    });
}

#[test]
fn the_browser_restores_the_form_of_a_page_loaded_anew() {
    on_the_own_page().visit(|visitor| {
        continues(begins(visitor).leaves_and_comes_back("/es/", false));
    });
}

#[test]
fn a_page_cached_before_hydration_hydrates() {
    Site::with_receiver()
        .in_full_browser()
        .holding_the_wasm()
        .visit(|visitor| {
            visitor
                .opens("/")
                .leaves_and_comes_back("/es/", true)
                .gets_the_wasm()
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
            let persisted = visitor.runs("return window.persisted");
            assert_eq!(persisted, json!(true));
        });
}
