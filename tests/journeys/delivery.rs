//! Every answer an endpoint can give, each ending with nothing lost.

use std::time::Duration;

use axum::http::header;
use journeys::{Answer, Post, Role, Site, Visitor};
use serde_json::json;

const BUSY: &str = "Our system is busy or down. Wait a few minutes, then try again.";

/// The ids of what has come, in their order.
fn ids(posts: &[Post]) -> Vec<&str> {
    posts.iter().map(|post| post.field("id")).collect()
}

/// So many tries have come, all of them the same request.
fn came_as_one(visitor: &Visitor, tries: usize) -> String {
    let posts = visitor.clinic().posts();
    assert_eq!(posts.len(), tries, "tries: {posts:#?}");
    for post in &posts {
        assert_eq!(post.body, posts[0].body);
        let quoted = format!("\"{}\"", post.field("id"));
        assert_eq!(post.header("idempotency-key"), quoted);
    }
    posts[0].field("id").to_owned()
}

#[test]
fn a_request_travels_as_the_contract_says() {
    Site::with_answers([Answer::created()]).visit(|visitor| {
        visitor
            .opens("/?utm_source=news&name=secret")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let id = came_as_one(visitor, 1);
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
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .hears("Sending your request")
                .is_sure_of_posts(1);
            visitor
                .sees_disabled(Role::Button, "Ask for a free consultation")
                .asks_for_a_consultation()
                .asks_for_a_consultation()
                .moves_focus_to(Role::Textbox, "Full name")
                .presses("Enter")
                .presses("Enter")
                .gets_the_answer()
                .sees_it_arrived();
            came_as_one(visitor, 1);
        });
}

#[test]
fn what_the_server_finds_is_shown_at_the_fields() {
    let found = Answer::invalid(&[
        ("#/email", "This address does not take mail"),
        ("#/name", ""),
        ("#/topics/0", "We do not know this topic"),
    ]);
    Site::with_answers([found, Answer::created()])
        .expecting(1, "status of 422")
        .visit(|visitor| {
            let email = "This address does not take mail";
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_error_at(Role::Textbox, "Email address", email)
                .sees_errors(&[
                    "Check this answer and change it",
                    email,
                    "We do not know this topic",
                ])
                .follows_error(email)
                .has_focus_on(Role::Textbox, "Email address")
                .sees_every_word_kept()
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_arrived();
            let posts = visitor.clinic().posts();
            assert_ne!(
                posts[0].field("id"),
                posts[1].field("id"),
                "other words, another id"
            );
            assert_eq!(posts[1].field("replaces"), "", "the first did not arrive");
        });
}

#[test]
fn what_the_server_finds_without_a_field_is_shown_on_top() {
    let found = Answer::invalid(&[("", "We are closed this week")]);
    Site::with_answers([found])
        .expecting(1, "status of 422")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .has_focus_on(Role::Group, "There is a problem")
                .sees_text("We are closed this week")
                .sees_every_word_kept();
        });
}

#[test]
fn a_refusal_that_cannot_be_read_loses_nothing() {
    Site::with_answers([Answer::status(422), Answer::created()])
        .expecting(1, "status of 422")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("We could not read the answer.")
                .sees_every_word_kept()
                .tries_again()
                .sees_it_arrived();
            came_as_one(visitor, 2);
        });
}

#[test]
fn a_plain_refusal_is_not_repeated_and_loses_nothing() {
    Site::with_answers([Answer::status(400), Answer::created()])
        .expecting(1, "status of 400")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system did not take the request. Reach the clinic directly.")
                .sees_every_word_kept();
            came_as_one(visitor, 1);
            visitor.tries_again().sees_it_arrived();
            came_as_one(visitor, 2);
        });
}

#[test]
fn a_server_that_is_down_is_tried_four_times_and_loses_nothing() {
    let down = || Answer::status(500);
    Site::with_answers([down(), down(), down(), down(), Answer::created()])
        .expecting(4, "status of 500")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .hears("Trying again")
                .sees_it_failed(BUSY)
                .sees_every_word_kept();
            let posts = visitor.clinic().posts();
            let waits: Vec<_> = posts.windows(2).map(|two| two[1].at - two[0].at).collect();
            for (wait, least) in waits.iter().zip([500, 1_000, 2_000]) {
                assert!(*wait >= Duration::from_millis(least), "waits: {waits:?}");
            }
            came_as_one(visitor, 4);
            visitor.tries_again().sees_it_arrived();
            came_as_one(visitor, 5);
        });
}

#[test]
fn a_server_that_was_busy_for_a_moment_is_tried_again_under_the_same_id() {
    Site::with_answers([Answer::status(503), Answer::created()])
        .expecting(1, "status of 503")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .hears("Trying again")
                .sees_it_arrived()
                .hears("");
            came_as_one(visitor, 2);
        });
}

#[test]
fn a_server_that_asks_to_wait_is_left_alone_for_so_long() {
    let later = Answer::status(429).with(header::RETRY_AFTER, "2");
    Site::with_answers([later, Answer::created()])
        .expecting(1, "status of 429")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            came_as_one(visitor, 2);
            let posts = visitor.clinic().posts();
            let wait = posts[1].at - posts[0].at;
            assert!(
                wait >= Duration::from_secs(2),
                "it came again after {wait:?}"
            );
        });
}

#[test]
fn a_server_that_asks_to_wait_too_long_is_not_waited_for() {
    let much_later = Answer::status(503).with(header::RETRY_AFTER, "31");
    Site::with_answers([much_later])
        .expecting(1, "status of 503")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed(BUSY)
                .sees_every_word_kept();
            came_as_one(visitor, 1);
        });
}

#[test]
fn words_changed_after_a_try_of_unknown_fate_take_its_place() {
    let down = || Answer::status(500);
    Site::with_answers([down(), down(), down(), down(), Answer::created()])
        .expecting(4, "status of 500")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed(BUSY)
                .fills("Anything else? (optional)", "I prefer Mondays.")
                .tries_again()
                .sees_it_arrived();
            let posts = visitor.clinic().posts();
            let ids = ids(&posts);
            assert_eq!(ids.len(), 5);
            assert_ne!(ids[4], ids[0], "other words, another id");
            assert_eq!(posts[4].field("replaces"), ids[0]);
            assert_eq!(posts[4].field("message"), "I prefer Mondays.");
            assert_eq!(visitor.reference(), ids[4][..8]);
        });
}
