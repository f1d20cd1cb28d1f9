//! The events for host pages. None carries what was typed.

use journeys::{Role, ScriptedResponse, Site};
use serde_json::{Value, json};

/// An event as the window gets it.
fn event(name: &str, detail: Value) -> Value {
    json!({
        "name": name,
        "detail": detail,
        "from": "care-guide",
        "made": [true, true, name == "submit"],
    })
}

#[test]
fn a_request_that_arrives_fires_events() {
    Site::with_responses([ScriptedResponse::created()]).visit_both(|visitor| {
        visitor
            .listens()
            .opens("/")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let id = visitor.server().posts()[0].body["id"].clone();
        assert_eq!(
            visitor.heard(),
            json!([
                event("ready", json!({})),
                event("section", json!({ "section": "risks" })),
                event("submit", json!({})),
                event("sent", json!({ "id": id })),
            ])
        );
    });
}

#[test]
fn a_request_that_fails_fires_an_event_with_the_reason() {
    let later = || ScriptedResponse::status(503).with(axum::http::header::RETRY_AFTER, "60");
    Site::with_responses([
        later(),
        ScriptedResponse::invalid(&[("#/name", "Say more")]),
    ])
    .expecting(1, "status of 503")
    .expecting(1, "status of 422")
    .visit_both(|visitor| {
        visitor
            .listens()
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_failed("Our system is busy or down.")
            .tries_again()
            .sees_errors(&["Say more"]);
        assert_eq!(
            visitor.heard(),
            json!([
                event("ready", json!({})),
                event("submit", json!({})),
                event("failed", json!({ "reason": "unavailable" })),
                event("submit", json!({})),
                event("failed", json!({ "reason": "invalid" })),
            ])
        );
    });
}

#[test]
fn a_form_with_errors_fires_no_submit_event() {
    Site::with_responses([ScriptedResponse::created()]).visit_both(|visitor| {
        visitor
            .listens()
            .opens("/")
            .asks_for_a_consultation()
            .sees_errors(&[
                "Enter your full name",
                "Choose how we should reach you",
                "Check the box so that we may contact you",
            ]);
        assert_eq!(visitor.heard(), json!([event("ready", json!({}))]));
    });
}

#[test]
fn a_page_can_cancel_the_submission() {
    Site::with_responses([ScriptedResponse::created()]).visit_both(|visitor| {
        visitor.opens("/").runs(
            "window.asked = 0;
             addEventListener('care-guide-submit', (event) => {
                 window.asked += 1;
                 event.preventDefault();
             })",
        );
        visitor.fills_in_the_form().asks_for_a_consultation();
        assert_eq!(visitor.runs("return window.asked"), 1);
        visitor
            .sees_every_word_kept()
            .sees_a(Role::Button, "Ask for a free consultation")
            .hears("")
            .waits_for_posts(0);
    });
}

#[test]
fn a_link_fires_a_section_event_and_the_first_section_does_not() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .listens()
            .opens("/#risks")
            .sees_tab_selected("Risks");
        assert_eq!(visitor.heard(), json!([event("ready", json!({}))]));
        // Back skips entries that a script made.
        visitor.runs(
            "const link = document.createElement('a');
             link.href = '#research';
             link.append('Trials');
             document.body.prepend(link)",
        );
        visitor
            .clicks(Role::Link, "Trials")
            .sees_tab_selected("Evidence")
            .goes_back()
            .sees_tab_selected("Risks");
        assert_eq!(
            visitor.heard(),
            json!([
                event("ready", json!({})),
                event("section", json!({ "section": "research" })),
                event("section", json!({ "section": "risks" })),
            ])
        );
    });
}
