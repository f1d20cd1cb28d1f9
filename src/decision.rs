//! The decision aid: an exercise on what matters to the reader, questions to take along, and a
//! summary of both.
//!
//! All of it works before hydration: the checkboxes are native, and the style sheet shows what
//! belongs to a ticked one. The state is in the checkboxes only.

mod exercise;
mod notes;
mod questions;
mod references;
mod show_when;
mod summary;
mod summary_text;

pub use exercise::ID;
pub use notes::Notes;
pub use summary::own_text;
pub use summary_text::plain_summary;

use crate::markup::{Markup, element};

/// The exercise, the questions and the summary. Before hydration it is the same, without the buttons.
pub fn decision(notes: Notes) -> Markup {
    element("section")
        .class("what-matters")
        .with("id", ID)
        .with("tabindex", "-1")
        .with("aria-labelledby", "what-matters-heading")
        .fixed(exercise::exercise)
        .child(questions::questions(notes))
        .child(summary::summary(notes))
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
