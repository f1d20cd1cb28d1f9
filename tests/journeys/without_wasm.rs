//! The Content-Security-Policy blocks Wasm.

use journeys::{Channel, Role, Site, Visitor};

/// The console names the missing source. Firefox adds a message of its own.
fn site() -> Site {
    Site::with_receiver()
        .blocking_wasm()
        .expecting(1, "needs 'wasm-unsafe-eval' in script-src")
        .expecting_any("violates the document's Content Security Policy")
}

#[test]
fn the_page_can_be_read_and_its_tabs_work() {
    site().visit(|visitor| {
        visitor
            .opens("/")
            .sees_in_console("wasm-unsafe-eval")
            .sees_panel("Compare");
        for tab in Visitor::TABS {
            visitor.clicks_tab(tab).sees_panel(tab);
        }
        visitor.shows_everything().sees_everything();
    });
}

#[test]
fn a_request_arrives_as_a_plain_form() {
    site().visit(|visitor| {
        visitor
            .opens("/#risks")
            .sees_in_console("wasm-unsafe-eval")
            .sees_panel("Risks")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_a(Role::Heading, "We have your request");
        let (channel, request) = visitor.server().only_request();
        assert_eq!(channel, Channel::Native);
        assert_eq!(request.name, "Ana O'Neil");
    });
}
