//! Connections that fail, each ending with nothing lost.

use journeys::{Answer, Role, Site};

const LOST: &str = "The connection broke off. It may have arrived all the same.";
const TIMED_OUT: &str = "We got no answer in time. It may have arrived all the same.";

#[test]
fn an_endpoint_that_nobody_listens_at_loses_nothing() {
    Site::with_receiver()
        .with_nobody_listening()
        .expecting(4, "net::ERR_CONNECTION_REFUSED")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .listens_to_the_live_region()
                .asks_for_a_consultation()
                .sees_it_failed(LOST)
                .has_heard(&["Sending your request", "Trying again"])
                .sees_every_word_kept();
        });
}

#[test]
fn a_connection_that_breaks_off_is_tried_again_under_the_same_id() {
    // Chromium itself repeats a request once where a connection it kept open breaks off, so the
    // endpoint may see one try of the page twice.
    let broken = || Answer::hang_up();
    Site::with_answers([broken(), broken(), broken(), Answer::created()])
        .expecting_any("net::ERR_EMPTY_RESPONSE")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            let posts = visitor.clinic().posts();
            assert_eq!(posts.len(), 4);
            for post in &posts {
                assert_eq!(post.body, posts[0].body);
            }
        });
}

#[test]
fn a_connection_that_always_breaks_off_loses_nothing() {
    Site::with_answers([Answer::hang_up()])
        .expecting(4, "net::ERR_EMPTY_RESPONSE")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed(LOST)
                .sees_every_word_kept();
        });
}

#[test]
fn an_answer_that_takes_over_ten_seconds_is_not_waited_for() {
    // Three quick failures first, so that the slow one is the last try.
    let down = || Answer::status(503);
    let slow = Answer::created().after(12);
    Site::with_answers([down(), down(), down(), slow, Answer::created()])
        .expecting(3, "status of 503")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed(TIMED_OUT)
                .sees_every_word_kept()
                .tries_again()
                .sees_it_arrived();
            let posts = visitor.clinic().posts();
            assert_eq!(posts.len(), 5);
            assert_eq!(posts[4].body, posts[0].body, "one request under one id");
        });
}

#[test]
fn without_a_connection_the_page_waits_and_sends_when_it_is_back() {
    Site::with_answers([Answer::created()]).visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .loses_the_connection()
            .asks_for_a_consultation()
            .hears("You are offline. Waiting for a connection.")
            .is_sure_of_posts(0)
            .regains_the_connection()
            .sees_it_arrived()
            .is_sure_of_posts(1);
    });
}

#[test]
fn leaving_while_a_request_is_under_way_asks_first() {
    Site::with_answers([Answer::created()])
        .holding_the_answer()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .is_sure_of_posts(1)
                .leaves_and_is_asked(true);
        });
}

#[test]
fn leaving_before_and_after_asks_nothing() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .leaves_and_is_asked(false)
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .leaves_and_is_asked(false);
    });
}

#[test]
fn somebody_who_goes_on_reading_meanwhile_is_told_and_left_where_they_are() {
    Site::with_answers([Answer::created()])
        .holding_the_answer()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .is_sure_of_posts(1)
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
            let place = visitor.scroll_position();
            visitor
                .gets_the_answer()
                .hears("We have your request")
                .sees_a(Role::Heading, "We have your request")
                .sees_tab_selected("Risks")
                .has_focus_on(Role::Tab, "Risks");
            assert_eq!(visitor.scroll_position(), place);
        });
}
