//! The example pages, with the guide and the receiver at another origin.

use journeys::{Channel, Role, Site, Visitor};
use serde_json::json;

mod packages;

/// Sends a request, which arrives.
#[track_caller]
fn sends_a_request(visitor: &Visitor) {
    visitor
        .fills_in_the_form()
        .asks_for_a_consultation()
        .sees_a(Role::Heading, "We have your request");
    let (channel, request) = visitor.server().only_request();
    assert_eq!(channel, Channel::Json);
    assert_eq!(request.page, visitor.server().url("/"));
}

/// Presses a button of the host page.
#[track_caller]
fn presses_on_page(visitor: &Visitor, name: &str) {
    let script = format!(
        "const named = [...document.querySelectorAll('button')]
             .filter((button) => button.textContent === '{name}');
         named[0]?.click();
         return named.length"
    );
    assert_eq!(visitor.runs(&script), 1, "buttons named {name}");
}

/// The number of `care-guide-ready` events.
fn ready_events(visitor: &Visitor) -> usize {
    let heard = visitor.heard();
    let heard = heard.as_array().into_iter().flatten();
    heard.filter(|event| event["name"] == "ready").count()
}

#[test]
fn a_tag_manager_learns_only_that_a_request_was_sent() {
    Site::with_example("plain").visit(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks");
        assert_eq!(visitor.runs("return window.dataLayer ?? null"), json!(null));
        sends_a_request(visitor);
        assert_eq!(
            visitor.runs("return window.dataLayer"),
            json!([{ "event": "consultation_request" }])
        );
    });
}

#[test]
fn a_react_page_themes_unmounts_and_remounts_the_guide_and_counts_requests() {
    let theme = "return document.querySelector('care-guide').shadowRoot
                     .querySelector('[data-theme]').dataset.theme";
    Site::with_example("react").visit(|visitor| {
        visitor.listens().opens("/");
        assert_eq!(ready_events(visitor), 1, "strict mode mounts twice");
        assert_eq!(visitor.runs(theme), json!("light"));
        visitor.clicks_tab("Risks").sees_tab_selected("Risks");
        presses_on_page(visitor, "Dark");
        visitor.sees_of_the_page(theme, json!("dark"));
        visitor.sees_tab_selected("Risks");

        presses_on_page(visitor, "Put away");
        visitor.sees_of_the_page("return document.querySelector('care-guide')", json!(null));
        presses_on_page(visitor, "Bring back");
        visitor
            .sees_the_page_hydrated()
            .sees_tab_selected("Compare");
        assert_eq!(visitor.runs(theme), json!("dark"));
        assert_eq!(ready_events(visitor), 2);
        let loaders = "return document.querySelectorAll('script[src$=\"/care-guide.js\"]').length";
        assert_eq!(visitor.runs(loaders), 1);

        sends_a_request(visitor);
        visitor.sees_of_the_page(
            "return document.querySelector('output').textContent",
            json!("Requests sent: 1"),
        );
    });
}

/// The guide is in the page that Eleventy or PHP makes, and nothing is fetched in its place.
#[test]
fn a_page_that_prints_the_guide_when_it_is_made_sends_a_request() {
    let fetched = "return performance.getEntriesByType('resource')
                       .filter(({ name }) => name.includes('/guides/')).length";
    for name in ["eleventy", "php"] {
        Site::with_example(name).visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
            assert_eq!(visitor.runs(fetched), json!(0), "{name}");
            visitor.has_seen_no_layout_shift();
            sends_a_request(visitor);
        });
    }
}
