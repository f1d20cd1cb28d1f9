//! Pages that navigate by themselves: the element goes, and a new one comes on the way back.

use journeys::{Role, ScriptedResponse, Site, Visitor};
use serde_json::json;

use super::pages;

/// Takes the element away, and puts a new one there with these attributes.
fn navigates(visitor: &Visitor, changed: &str) {
    let script = format!(
        "const old = document.querySelector('care-guide');
         const place = old.parentNode;
         const fresh = old.cloneNode(true);
         old.remove();
         const change = (element) => {{ {changed} }};
         return new Promise((done) => setTimeout(done, 50)).then(() => {{
             place.append(fresh);
             change(fresh);
         }})"
    );
    visitor.runs(&script);
    visitor.sees_the_page_hydrated();
}

fn types(visitor: &Visitor) {
    visitor
        .fills_in_the_form()
        .fills("Your own questions", "And my dog?");
}

#[test]
fn what_was_typed_comes_back_to_the_next_element() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::PLAIN)
        .visit(|visitor| {
            visitor.opens("/");
            types(visitor);
            navigates(visitor, "");
            visitor
                .sees_every_word_kept()
                .sees_in("Your own questions", "And my dog?");
            // In the summary, too.
            visitor.sees_text("And my dog?");
            // For one element alone, whichever hydrates first.
            navigates(visitor, "place.append(element.cloneNode(true))");
            visitor.runs(
                "window.guide = document.querySelectorAll('care-guide')[1]; guide.scrollIntoView()",
            );
            visitor.sees_the_page_hydrated();
            visitor.sees_of_the_page(
                "return Array.from(document.querySelectorAll('care-guide'), (guide) =>
                     guide.shadowRoot.querySelector('[name=name]').value).sort()",
                json!(["", "Ana O'Neil"]),
            );
        });
}

#[test]
fn another_endpoint_or_guide_gets_nothing_of_it() {
    for change in [
        "element.setAttribute('endpoint', 'https://other.example/api');",
        "element.setAttribute('guide', 'insomnia');",
    ] {
        Site::with_cross_origin_guide()
            .hosting("/", pages::PLAIN)
            .visit(|visitor| {
                visitor.opens("/");
                types(visitor);
                navigates(visitor, change);
                visitor.sees_in("Full name", "");
                // It is still there for the one it belongs to.
                navigates(
                    visitor,
                    "element.removeAttribute('guide');
                     element.setAttribute('endpoint', new URL(document.querySelector('script').src)
                         .origin + '/api/consultations');",
                );
                visitor.sees_every_word_kept();
            });
    }
}

#[test]
fn what_was_sent_does_not_come_back() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .holding_the_response()
        .visit(|visitor| {
            visitor.opens("/");
            types(visitor);
            visitor.asks_for_a_consultation().waits_for_posts(1);
            navigates(visitor, "");
            visitor.sees_in("Full name", "").gets_the_response();
            navigates(visitor, "");
            visitor
                .sees_in("Full name", "")
                .sees_a(Role::Button, "Ask for a free consultation");
        });
}
