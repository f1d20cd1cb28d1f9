//! Hydration, which no visitor notices.

use journeys::{Channel, NetworkFault, Role, Site};

/// The message when Firefox and WebKit cancel the requests of a page that is being left.
const CANCELLED: &str = "is not hydrated:";

#[test]
fn nothing_moves_on_hydration() {
    for (width, path) in [
        (1280, "/"),
        (1280, "/#risks"),
        (1280, "/#everything"),
        (375, "/"),
        (375, "/#research"),
    ] {
        eprintln!("at {width} px on {path}");
        Site::with_receiver().holding_the_wasm().visit(|visitor| {
            visitor
                .has_a_screen(width)
                .opens(path)
                .sees_the_first_paint()
                .watches_for_movement()
                .gets_the_wasm()
                .sees_nothing_moved();
        });
    }
}

/// Scrolls away from the target of a deep link before hydration.
#[test]
fn a_visitor_who_scrolled_away_from_a_deep_link_stays_there() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        visitor
            .opens("/#at-a-glance-source-1")
            .sees_on_screen("at-a-glance-source-1");
        visitor.runs("scrollTo(0, 0)");
        visitor.gets_the_wasm().sees_a(Role::Tab, "Risks");
        assert_eq!(visitor.scroll_position(), 0.0);
    });
}

#[test]
fn movement_is_detected() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/").watches_for_movement();
        visitor.runs("document.querySelector('h1').style.marginTop = '9px'");
        visitor.sees_movement();
    });
}

#[test]
fn tabs_answer_before_hydration_and_stay_as_they_are() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        visitor
            .opens("/")
            .sees_panel("Compare")
            .clicks_tab("Risks")
            .sees_panel("Risks")
            .sees_address("/#risks")
            .presses("ArrowLeft")
            .sees_tab_selected("Evidence")
            .sees_address("/#research")
            .gets_the_wasm()
            .sees_tab_selected("Evidence")
            .has_focus_on(Role::Tab, "Evidence")
            .presses("ArrowRight")
            .sees_tab_selected("Risks")
            .goes_back()
            .sees_tab_selected("Evidence");
    });
}

#[test]
fn a_visitor_sees_everything_before_hydration_and_after_it() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .shows_everything()
            .sees_everything()
            .gets_the_wasm()
            .sees_everything()
            .clicks(Role::Link, "Show one part at a time")
            .sees_tab_selected("Risks");
    });
}

#[test]
fn words_typed_before_hydration_are_sent() {
    Site::with_receiver()
        .in_full_browser()
        .holding_the_wasm()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .moves_focus_to(Role::Textbox, "Email address")
                .gets_the_wasm()
                .has_focus_on(Role::Textbox, "Email address")
                .sees_every_word_kept()
                .asks_for_a_consultation()
                .sees_it_arrived();
        });
}

#[test]
fn a_request_sent_before_hydration_arrives_as_a_plain_form() {
    Site::with_receiver()
        .holding_the_wasm()
        .expecting_any(CANCELLED)
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request");
            let (channel, request) = visitor.server().only_request();
            assert_eq!(channel, Channel::Native);
            assert_eq!(request.name, "Ana O'Neil");
        });
}

#[test]
fn a_second_press_during_a_plain_form_post_sends_nothing_twice() {
    Site::with_receiver()
        .holding_the_wasm()
        .holding_the_response()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .presses_the_button_twice_around_the_wasm()
                .gets_the_response()
                .sees_a(Role::Heading, "We have your request");
            // The console keeps messages across the navigation.
            visitor.sees_in_console("pressed idle");
            let (channel, _) = visitor.server().only_request();
            assert_eq!(channel, Channel::Native);
        });
}

#[test]
fn a_lost_plain_form_post_and_its_repetition_are_one_request_to_staff() {
    Site::with_faulty_proxy()
        .holding_the_wasm()
        .expecting_any(CANCELLED)
        .expecting_any("Failed to load resource")
        .visit(|visitor| {
            let server = visitor.server();
            server.set_network_faults([NetworkFault::lose_response(), NetworkFault::none()], None);
            visitor
                .opens("/?utm_source=letter")
                .fills_in_the_form()
                .asks_for_a_consultation_without_waiting()
                .waits_for_stored(1)
                .goes_back()
                .gets_the_wasm()
                .sees_every_word_kept()
                .asks_for_a_consultation()
                .sees_it_arrived()
                .waits_for_stored(2);
            let list = server.staff_list();
            assert_eq!(list.lines().count(), 2, "headings and one request: {list}");
            let reference = visitor.reference();
            assert!(list.contains(&reference), "{reference} is not in {list}");
        });
}

#[test]
fn loader_glue_and_wasm_are_fetched_once_each() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .sees_the_page_hydrated()
            .sees_scripts_and_wasm(3);
    });
}
