//! What happens while the page wakes: nothing that anybody could notice.

use journeys::{Role, Site, Visitor};

/// Adds up what has moved from now on and before.
fn watches_for_movement(visitor: &Visitor) {
    visitor.runs(
        "window.moved = [];
         new PerformanceObserver((list) => window.moved.push(...list.getEntries()))
             .observe({ type: 'layout-shift', buffered: true })",
    );
}

/// What has moved up to the next two frames.
fn movement(visitor: &Visitor) -> serde_json::Value {
    visitor.runs(
        "return new Promise((done) =>
             requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(
                 window.moved.map(({ value, sources }) =>
                     [value, sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 99))]))
             ))))",
    )
}

#[test]
fn nothing_moves_when_the_page_wakes() {
    for (width, path) in [
        (1280, "/"),
        (1280, "/#risks"),
        (1280, "/#everything"),
        (375, "/"),
        (375, "/#research"),
        (375, "/#consultation"),
    ] {
        Site::with_receiver().holding_the_wasm().visit(|visitor| {
            visitor
                .has_a_screen(width)
                .opens(path)
                .sees_the_first_paint();
            watches_for_movement(visitor);
            visitor.gets_the_wasm();
            assert_eq!(
                movement(visitor),
                serde_json::json!([]),
                "at {width} px on {path}"
            );
        });
    }
}

#[test]
fn movement_would_be_noticed() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/").sees_the_first_paint();
        watches_for_movement(visitor);
        visitor.runs("document.querySelector('header').before(document.createElement('hr'))");
        assert_ne!(movement(visitor), serde_json::json!([]));
    });
}

#[test]
fn before_it_wakes_the_page_can_be_read_and_its_tabs_are_links() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        visitor
            .opens("/")
            .sees_panel("At a glance")
            .sees_no(Role::Tab, "Risks")
            .clicks(Role::Link, "Risks")
            .sees_panel("Risks")
            .sees_address("/#risks")
            .gets_the_wasm()
            .sees_tab_selected("Risks");
    });
}

#[test]
fn what_is_typed_before_the_page_wakes_is_sent() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
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
fn a_request_sent_before_the_page_wakes_arrives_as_a_plain_form() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_a(Role::Heading, "We have your request");
        let (channel, request) = visitor.clinic().only_request();
        assert_eq!(channel, journeys::Channel::Native);
        assert_eq!(request.name, "Ana O'Neil");
    });
}
