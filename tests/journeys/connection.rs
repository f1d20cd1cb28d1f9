//! Broken connections, and visitors who read on during a request.

use journeys::{Role, ScriptedResponse, Site, Visitor};

#[test]
fn a_broken_connection_is_retried_with_the_same_id() {
    // Chromium repeats a request once if a reused connection breaks, so the endpoint may see one
    // try twice.
    let broken = || ScriptedResponse::hang_up();
    Site::with_responses([broken(), broken(), broken(), ScriptedResponse::created()])
        .expecting_any("net::ERR_EMPTY_RESPONSE")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            let posts = visitor.server().posts();
            assert_eq!(posts.len(), 4);
            for post in &posts {
                assert_eq!(post.body, posts[0].body);
            }
        });
}

#[test]
fn leaving_during_a_request_asks_first() {
    Site::with_responses([ScriptedResponse::created()])
        .holding_the_response()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .waits_for_posts(1)
                .leaves_and_is_asked(true);
        });
}

#[test]
fn leaving_before_or_after_a_request_asks_nothing() {
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

/// Sends a request, and reads on before the response.
fn reads_on(visitor: &Visitor) {
    visitor
        .opens("/")
        .fills_in_the_form()
        .asks_for_a_consultation()
        .waits_for_posts(1)
        .clicks_tab("Risks")
        .sees_tab_selected("Risks");
}

#[test]
fn a_visitor_who_reads_on_hears_the_result_and_keeps_their_place() {
    Site::with_responses([ScriptedResponse::created()])
        .holding_the_response()
        .visit(|visitor| {
            reads_on(visitor);
            let place = visitor.scroll_position();
            visitor
                .gets_the_response()
                .hears("We have your request")
                .sees_a(Role::Heading, "We have your request")
                .sees_tab_selected("Risks")
                .has_focus_on(Role::Tab, "Risks");
            assert_eq!(visitor.scroll_position(), place);
        });
}

#[test]
fn a_visitor_who_reads_on_hears_of_errors_and_keeps_their_place() {
    let words = "This address does not take mail";
    Site::with_responses([ScriptedResponse::invalid(&[("#/email", words)])])
        .holding_the_response()
        .expecting(1, "status of 422")
        .visit_both(|visitor| {
            reads_on(visitor);
            visitor
                .gets_the_response()
                .hears("Your request has not gone through")
                .sees_error_at(Role::Textbox, "Email address", words)
                .has_focus_on(Role::Tab, "Risks")
                .presses("ArrowRight")
                .sees_tab_selected("Our view");
        });
}
