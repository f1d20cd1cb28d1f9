//! The events that a clinic's page can listen to. None carries what was typed.

use journeys::{Answer, Role, Site};
use serde_json::{Value, json};

/// An event as the window hears it.
fn event(name: &str, detail: Value) -> Value {
    json!({
        "name": name,
        "detail": detail,
        "from": "care-guide",
        "made": [true, true, name == "submit"],
    })
}

#[test]
fn a_request_that_arrives_is_told_by_events() {
    Site::with_answers([Answer::created()]).visit_both(|visitor| {
        visitor
            .listens()
            .opens("/")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let id = visitor.clinic().posts()[0].body["id"].clone();
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
fn a_request_that_fails_is_told_by_its_reason() {
    let later = || Answer::status(503).with(axum::http::header::RETRY_AFTER, "60");
    Site::with_answers([later(), Answer::invalid(&[("#/name", "Say more")])])
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
fn a_form_with_errors_is_no_submission() {
    Site::with_answers([Answer::created()]).visit_both(|visitor| {
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
fn a_page_that_cancels_the_submission_keeps_it_from_being_sent() {
    Site::with_answers([Answer::created()]).visit_both(|visitor| {
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
            .is_sure_of_posts(0);
    });
}

#[test]
fn what_the_page_shows_at_first_is_no_change_and_what_a_link_opens_later_is() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .listens()
            .opens("/#risks")
            .sees_tab_selected("Risks");
        assert_eq!(visitor.heard(), json!([event("ready", json!({}))]));
        // Back goes past what a script has led to.
        visitor.runs(
            "const link = document.createElement('a');
             link.href = '#research';
             link.append('Trials');
             document.body.prepend(link)",
        );
        visitor
            .clicks(Role::Link, "Trials")
            .sees_tab_selected("Research")
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
