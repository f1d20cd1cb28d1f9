//! A connection that fails, and what a visitor does while a request is under way.

use journeys::{Answer, Role, Site, Visitor};

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

/// Sends a request, and reads on before it is answered.
fn goes_on_reading(visitor: &Visitor) {
    visitor
        .opens("/")
        .fills_in_the_form()
        .asks_for_a_consultation()
        .is_sure_of_posts(1)
        .clicks_tab("Risks")
        .sees_tab_selected("Risks");
}

#[test]
fn somebody_who_goes_on_reading_meanwhile_is_told_and_left_where_they_are() {
    Site::with_answers([Answer::created()])
        .holding_the_answer()
        .visit(|visitor| {
            goes_on_reading(visitor);
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

#[test]
fn somebody_who_goes_on_reading_is_told_of_what_is_to_be_mended_and_left_where_they_are() {
    let words = "This address does not take mail";
    Site::with_answers([Answer::invalid(&[("#/email", words)])])
        .holding_the_answer()
        .expecting(1, "status of 422")
        .visit_both(|visitor| {
            goes_on_reading(visitor);
            visitor
                .gets_the_answer()
                .hears("Your request has not gone through")
                .sees_error_at(Role::Textbox, "Email address", words)
                .has_focus_on(Role::Tab, "Risks")
                .presses("ArrowRight")
                .sees_tab_selected("Our view");
        });
}
