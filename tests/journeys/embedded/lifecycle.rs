//! Moving, removing and reinserting the guide.

use journeys::{Role, ScriptedResponse, Site};
use serde_json::Value;

use super::pages;

const REMOVE: &str = "
    window.removed = document.querySelector('care-guide');
    window.place = window.removed.parentNode;
    window.removed.remove();
    return new Promise((done) => setTimeout(done));
";

#[test]
fn a_moved_guide_keeps_its_tab_its_words_and_its_request() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .holding_the_response()
        .visit(|visitor| {
            let move_it = "
                const moved = document.createElement('article');
                document.querySelector('main').append(moved);
                moved.append(document.querySelector('care-guide'));
            ";
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .fills_in_the_form()
                .runs(move_it);
            visitor
                .sees_tab_selected("Risks")
                .sees_every_word_kept()
                .asks_for_a_consultation()
                .waits_for_posts(1)
                .runs(move_it);
            visitor
                .hears("Sending your request")
                .gets_the_response()
                .sees_it_arrived()
                .waits_for_posts(1);
        });
}

#[test]
fn a_reinserted_guide_shows_the_result_of_its_request() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .holding_the_response()
        .visit(|visitor| {
            let reinsert = "window.place.append(window.removed)";
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .waits_for_posts(1)
                .runs(REMOVE);
            visitor.runs(reinsert);
            visitor
                .sees_the_page_hydrated()
                .sees_tab_selected("Risks")
                .hears("Sending your request")
                .sees_disabled(Role::Button, "Ask for a free consultation")
                .runs(REMOVE);
            visitor.gets_the_response().runs(reinsert);
            visitor
                .sees_a(Role::Heading, "We have your request")
                .sees_no(Role::Button, "Ask for a free consultation")
                .waits_for_posts(1);
        });
}

/// Inserts guides, waits for their hydration and removes them, `pairs` times: a new element and a kept
/// one.
const INSERT_AND_REMOVE: &str = "
    const place = document.querySelector('main');
    const ready = (guide) => new Promise((done) => {
        const touch = setInterval(() => guide.dispatchEvent(new Event('pointerdown')), 20);
        const end = () => done(clearInterval(touch));
        addEventListener('care-guide-ready', end, { once: true });
    });
    const kept = (window.kept ??= document.createElement('care-guide'));
    const insertAndRemove = async (guide) => {
        guide.setAttribute('endpoint', '/api/consultations');
        guide.setAttribute('clinic-name', 'Cambridge Biotherapies');
        place.prepend(guide);
        await ready(guide);
        guide.shadowRoot.querySelector('[role=tab]:last-child').click();
        guide.remove();
        await new Promise((done) => setTimeout(done));
    };
    const all = async () => {
        for (let i = 0; i < pairs; i++) {
            await insertAndRemove(document.createElement('care-guide'));
            await insertAndRemove(kept);
        }
    };
    return all();
";

#[test]
fn a_hundred_removed_guides_leave_nothing_behind() {
    Site::with_receiver()
        .hosting("/", pages::PLAIN)
        .visit(|visitor| {
            let insert_and_remove = |pairs: usize| {
                visitor.runs(&format!("const pairs = {pairs}; {INSERT_AND_REMOVE}"));
            };
            visitor.counts_timers().opens("/");
            visitor.runs("document.querySelector('care-guide').remove()");
            // The browser decides how many of these are in the Wasm's memory at once. That memory never
            // shrinks, so the others are collected in time.
            insert_and_remove(10);
            let after_20: Value = visitor.measures_memory();
            for _ in 0..40 {
                insert_and_remove(1);
                visitor.collects_garbage();
            }
            assert_eq!(
                visitor.measures_memory(),
                after_20,
                "after 100, and after 20"
            );
        });
}
