//! Answers that refuse a request: what is to be mended is shown where it is, and nothing is lost.

use axum::http::header;
use journeys::{Answer, Role, Site};

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
            visitor.sees_one_request_in_tries(2);
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
            visitor.sees_one_request_in_tries(1);
            visitor.tries_again().sees_it_arrived();
            visitor.sees_one_request_in_tries(2);
        });
}

#[test]
fn a_redirect_is_no_confirmation() {
    let elsewhere = Answer::status(303).with(header::LOCATION, "/");
    Site::with_answers([elsewhere]).visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_failed("Our system did not take the request. Reach the clinic directly.")
            .sees_every_word_kept();
        visitor.sees_one_request_in_tries(1);
    });
}
