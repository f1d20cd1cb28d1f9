//! The way of a request to an endpoint: what travels, how often, and under which id.

use std::time::Duration;

use axum::http::header;
use journeys::{Answer, Role, Site, Visitor};
use serde_json::json;

const BUSY: &str = "Our system is busy or down. Wait a few minutes, then try again.";

#[test]
fn a_request_takes_no_cookie_along() {
    Site::with_answers([Answer::created()])
        .expecting_any("the page has used document.cookie")
        .visit_both(|visitor| {
            visitor.opens("/").runs("document.cookie = 'clinic=1'");
            visitor
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            assert_eq!(visitor.runs("return document.cookie"), "clinic=1");
            assert_eq!(visitor.clinic().posts()[0].header("cookie"), "");
            visitor.runs("document.cookie = 'clinic=; max-age=0'");
        });
}

#[test]
fn a_request_travels_as_the_contract_says() {
    Site::with_answers([Answer::created()]).visit_both(|visitor| {
        visitor
            .opens("/?utm_source=news&name=secret")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let id = visitor.sees_one_request_in_tries(1);
        let posts = visitor.clinic().posts();
        let post = &posts[0];
        assert_eq!(post.header("content-type"), "application/json");
        assert_eq!(
            post.header("accept"),
            "application/json, application/problem+json"
        );
        assert_eq!(post.header("cookie"), "");
        assert_eq!(
            post.body,
            json!({
                "id": id,
                "name": "Ana O'Neil",
                "email": "ana+guide@example.org",
                "contact_by": "email",
                "consent_contact": true,
                "consent_wording": Visitor::CONSENT,
                "guide": "mdma",
                "guide_revision": visitor.clinic().guide().revision,
                "language": "en",
                "page": visitor.clinic().address("/"),
                "utm_source": "news",
            })
        );
        assert_eq!(visitor.reference(), id[..8]);
    });
}

#[test]
fn sending_is_shown_and_cannot_be_done_twice() {
    Site::with_answers([Answer::created()])
        .holding_the_answer()
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .hears("Sending your request")
                .is_sure_of_posts(1)
                .sees_disabled(Role::Button, "Ask for a free consultation")
                .has_focus_on(Role::Button, "Ask for a free consultation")
                .asks_for_a_consultation()
                .asks_for_a_consultation()
                .presses("Enter")
                .presses("Space")
                // What is typed now would not be sent.
                .sees_no(Role::Textbox, "Full name")
                .gets_the_answer()
                .sees_it_arrived();
            visitor.sees_one_request_in_tries(1);
        });
}

#[test]
fn a_server_that_is_down_is_tried_four_times_and_loses_nothing() {
    let down = || Answer::status(500);
    Site::with_answers([down(), down(), down(), down(), Answer::created()])
        .expecting(4, "status of 500")
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .listens_to_the_live_region()
                .asks_for_a_consultation()
                .sees_it_failed(BUSY)
                .has_heard(&["Sending your request", "Trying again"])
                .sees_every_word_kept();
            let posts = visitor.clinic().posts();
            let waits: Vec<_> = posts.windows(2).map(|two| two[1].at - two[0].at).collect();
            for (wait, least) in waits.iter().zip([500, 1_000, 2_000]) {
                assert!(*wait >= Duration::from_millis(least), "waits: {waits:?}");
            }
            visitor.sees_one_request_in_tries(4);
            visitor.tries_again().sees_it_arrived();
            visitor.sees_one_request_in_tries(5);
        });
}

#[test]
fn a_server_that_asks_to_wait_is_left_alone_for_so_long() {
    let later = Answer::status(429).with(header::RETRY_AFTER, "2");
    Site::with_answers([later, Answer::created()])
        .expecting(1, "status of 429")
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            visitor.sees_one_request_in_tries(2);
            let posts = visitor.clinic().posts();
            let wait = posts[1].at - posts[0].at;
            assert!(
                wait >= Duration::from_secs(2),
                "it came again after {wait:?}"
            );
        });
}

#[test]
fn words_changed_after_a_try_of_unknown_fate_take_its_place() {
    let down = || Answer::status(500);
    Site::with_answers([down(), down(), down(), down(), Answer::created()])
        .expecting(4, "status of 500")
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed(BUSY)
                .fills("Anything else? (optional)", "I prefer Mondays.")
                .tries_again()
                .sees_it_arrived();
            let posts = visitor.clinic().posts();
            let ids: Vec<_> = posts.iter().map(|post| post.field("id")).collect();
            assert_eq!(ids.len(), 5);
            assert_ne!(ids[4], ids[0], "other words, another id");
            assert_eq!(posts[4].field("replaces"), ids[0]);
            assert_eq!(posts[4].field("message"), "I prefer Mondays.");
            assert_eq!(visitor.reference(), ids[4][..8]);
        });
}
