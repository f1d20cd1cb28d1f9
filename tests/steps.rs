//! The steps of a person so far, for the report of a failed journey.
//!
//! Every action and check of a [`Visitor`](crate::Visitor) is `#[track_caller]`, so the few
//! functions that they all end in know the line of the journey. The report reads that line from the
//! source: the methods of a journey are its words.

use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::Location;

use fantoccini::elements::Element;

/// A line of a journey and its actions in the browser.
#[derive(Debug, Clone)]
pub struct Step {
    pub at: &'static Location<'static>,
    pub actions: Vec<String>,
}

#[derive(Default)]
struct Steps {
    taken: Vec<Step>,
    /// How elements were found, by WebDriver id.
    found: HashMap<String, String>,
}

thread_local! {
    // A visitor stays on the thread of the journey.
    static STEPS: RefCell<Steps> = RefCell::default();
}

pub fn reset() {
    STEPS.take();
}

/// Records the line of the caller, if it is in a journey.
#[track_caller]
pub fn record() {
    let at = Location::caller();
    if !at.file().contains("journeys/") {
        return;
    }
    STEPS.with_borrow_mut(|Steps { taken, .. }| {
        if taken.last().is_none_or(|last| last.at != at) {
            let actions = Vec::new();
            taken.push(Step { at, actions });
        }
    });
}

/// Records an action in the browser.
#[track_caller]
pub fn record_action(what: String) {
    record();
    STEPS.with_borrow_mut(|Steps { taken, .. }| {
        if let Some(last) = taken.last_mut() {
            last.actions.push(what);
        }
    });
}

/// Records how an element was found.
pub fn name_element(element: &Element, words: String) {
    let id = element.element_id().to_string();
    STEPS.with_borrow_mut(|Steps { found, .. }| found.insert(id, words));
}

/// How an element was found.
pub fn name_of(element: &Element) -> String {
    let id = element.element_id();
    let words = STEPS.with_borrow(|Steps { found, .. }| found.get(&*id).cloned());
    words.unwrap_or_else(|| "an element".to_owned())
}

pub fn recorded() -> Vec<Step> {
    STEPS.with_borrow(|Steps { taken, .. }| taken.clone())
}
