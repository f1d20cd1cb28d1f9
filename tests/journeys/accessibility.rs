//! axe-core in every state of the page, light and dark, in forced colours and on a narrow screen.

use journeys::{Answer, Role, Site, Visitor};

/// Light and dark.
fn is_open_to_all(visitor: &Visitor) -> &Visitor {
    visitor
        .prefers_light()
        .is_barred_by_nothing()
        .prefers_dark()
        .is_barred_by_nothing()
}

#[test]
fn each_tab_is_open_to_all() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/");
        for tab in Visitor::TABS {
            is_open_to_all(visitor.clicks_tab(tab).sees_tab_selected(tab));
        }
    });
}

#[test]
fn what_matters_and_the_summary_are_open_to_all() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/#what-matters")
            .ticks("Care with strong proof")
            .ticks("What will it cost me?")
            .fills("Your own questions", "Can my wife come?")
            .ticks("Add my summary to the message")
            .has_a_clipboard()
            .clicks(Role::Button, "Copy my summary")
            .sees_text("Copied");
        is_open_to_all(visitor)
            .has_a_screen(320)
            .is_barred_by_nothing()
            .needs_no_sideways_scroll()
            .can_hit_everything()
            .forces_colours()
            .is_barred_by_nothing();
    });
}

#[test]
fn everything_on_one_page_is_open_to_all() {
    Site::with_receiver().visit(|visitor| {
        is_open_to_all(visitor.opens("/#everything").sees_everything());
    });
}

#[test]
fn the_form_with_errors_is_open_to_all() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .chooses("Text message")
            .fills("Email address", "ana")
            .asks_for_a_consultation()
            .sees_error_at(Role::Textbox, "Phone number", "Enter your phone number");
        is_open_to_all(visitor);
    });
}

#[test]
fn sending_and_the_confirmation_are_open_to_all() {
    Site::with_answers([Answer::created()])
        .holding_the_answer()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .hears("Sending your request");
            is_open_to_all(visitor).gets_the_answer().sees_it_arrived();
            is_open_to_all(visitor);
        });
}

#[test]
fn failure_is_open_to_all() {
    Site::with_answers([Answer::status(400)])
        .expecting(1, "status of 400")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system did not take the request.");
            is_open_to_all(visitor);
        });
}

#[test]
fn contact_details_in_place_of_the_form_are_open_to_all() {
    Site::with_receiver()
        .without_endpoint()
        .expecting(1, "care-guide endpoint=")
        .visit(|visitor| {
            is_open_to_all(
                visitor
                    .opens("/")
                    .sees_contact_details_in_place_of_the_form(),
            );
        });
}

#[test]
fn the_page_without_scripts_is_open_to_all() {
    Site::with_receiver().without_scripts().visit(|visitor| {
        is_open_to_all(
            visitor
                .opens("/#risks")
                .sees_panel("Risks")
                .turns_scripts_on(),
        );
    });
}

#[test]
fn the_receivers_own_pages_are_open_to_all() {
    Site::with_receiver()
        .without_scripts()
        .expecting(1, "status of 422")
        .visit(|visitor| {
            visitor
                .opens("/")
                .chooses("Text message")
                .asks_for_a_consultation()
                .sees_title_beginning("Error: ")
                .turns_scripts_on();
            is_open_to_all(visitor)
                .turns_scripts_off()
                .fills("Full name", "Ana")
                .fills("Phone number", "617 555 0123")
                .consents()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request")
                .turns_scripts_on();
            is_open_to_all(visitor);
        });
}

#[test]
fn forced_colours_are_open_to_all() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .forces_colours()
            .opens("/")
            .is_barred_by_nothing()
            .asks_for_a_consultation()
            .sees_a(Role::Group, "There is a problem")
            .is_barred_by_nothing();
    });
}

#[test]
fn a_narrow_screen_is_open_to_all() {
    Site::with_receiver().visit(|visitor| {
        visitor.has_a_screen(320).opens("/");
        for tab in Visitor::TABS {
            visitor
                .clicks_tab(tab)
                .sees_tab_selected(tab)
                .is_barred_by_nothing();
        }
        visitor
            .asks_for_a_consultation()
            .sees_a(Role::Group, "There is a problem")
            .is_barred_by_nothing();
    });
}
