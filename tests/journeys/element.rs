//! The element on a page that moves or removes it.

use journeys::{Role, ScriptedResponse, Site};
use serde_json::json;

#[test]
fn a_moved_element_keeps_its_state() {
    Site::with_responses([ScriptedResponse::created()]).visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .runs("document.body.prepend(document.querySelector('care-guide'))");
        visitor
            .sees_tab_selected("Risks")
            .sees_every_word_kept()
            .clicks_tab("MDMA therapy")
            .sees_tab_selected("MDMA therapy")
            .asks_for_a_consultation()
            .sees_it_arrived()
            .waits_for_posts(1);
    });
}

#[test]
fn a_removed_element_stops_and_hydrates_again_when_reinserted() {
    Site::with_responses([ScriptedResponse::created()]).visit(|visitor| {
        visitor.listens().opens("/");
        visitor.runs(
            "window.removed = document.querySelector('care-guide');
             window.removed.remove();
             return new Promise((done) => setTimeout(done))",
        );
        visitor.runs("location.hash = 'risks'");
        visitor
            .sees_no(Role::Tab, "Risks")
            .runs("document.body.append(window.removed)");
        visitor
            .sees_the_page_hydrated()
            .sees_tab_selected("Risks")
            .clicks_tab("MDMA therapy")
            .sees_tab_selected("MDMA therapy")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .waits_for_posts(1);
        let names: Vec<_> = visitor
            .heard()
            .as_array()
            .into_iter()
            .flatten()
            .map(|event| event["name"].clone())
            .collect();
        assert_eq!(
            json!(names),
            json!(["ready", "ready", "section", "submit", "sent"])
        );
    });
}

#[test]
fn removing_an_element_that_is_sending_breaks_nothing() {
    Site::with_responses([ScriptedResponse::created()])
        .holding_the_response()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .waits_for_posts(1)
                .runs("document.querySelector('care-guide').remove()");
            let asks = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
            visitor
                .sees_of_the_page(asks, json!(true))
                .gets_the_response()
                .sees_of_the_page(asks, json!(false))
                .leaves_and_is_asked(false);
        });
}
