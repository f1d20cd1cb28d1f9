//! What a person has done and looked at so far, for the report of a journey that fails.
//!
//! Every action and every check of a [`Visitor`](crate::Visitor) passes its caller's place on
//! (`#[track_caller]`), so the few functions that all of them end in know the line of the journey. The
//! line itself is read from the source once a report is written: a journey's methods are its words.

use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::Location;

use fantoccini::elements::Element;

/// A line of a journey that was reached, and what it did in the browser.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where the journey says it.
    pub at: &'static Location<'static>,
    /// What the browser was told, in words.
    pub did: Vec<String>,
}

#[derive(Default)]
struct Steps {
    taken: Vec<Step>,
    /// Elements that were found, under their WebDriver ids: the words they were found by.
    found: HashMap<String, String>,
}

thread_local! {
    // A visitor stays on the thread of their journey.
    static STEPS: RefCell<Steps> = RefCell::default();
}

/// Begins anew.
pub fn reset() {
    STEPS.take();
}

/// The journey has come to the line of the caller. Lines of this library are none of it.
#[track_caller]
pub fn record() {
    let at = Location::caller();
    if !at.file().contains("journeys/") {
        return;
    }
    STEPS.with_borrow_mut(|Steps { taken, .. }| {
        if taken.last().is_none_or(|last| last.at != at) {
            let did = Vec::new();
            taken.push(Step { at, did });
        }
    });
}

/// The browser is told this.
#[track_caller]
pub fn record_action(what: String) {
    record();
    STEPS.with_borrow_mut(|Steps { taken, .. }| {
        if let Some(last) = taken.last_mut() {
            last.did.push(what);
        }
    });
}

/// An element was found by these words.
pub fn name_element(element: &Element, words: String) {
    let id = element.element_id().to_string();
    STEPS.with_borrow_mut(|Steps { found, .. }| found.insert(id, words));
}

/// The words that an element was found by.
pub fn name_of(element: &Element) -> String {
    let id = element.element_id();
    let words = STEPS.with_borrow(|Steps { found, .. }| found.get(&*id).cloned());
    words.unwrap_or_else(|| "an element".to_owned())
}

/// All of them.
pub fn recorded() -> Vec<Step> {
    STEPS.with_borrow(|Steps { taken, .. }| taken.clone())
}
