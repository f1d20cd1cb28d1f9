//! The decision aid: an exercise on what matters to the reader, questions to take along, and a
//! summary of both.
//!
//! All of it works before hydration: the controls are native, and the style sheet shows what belongs
//! to a ticked one. The state is in the controls only.

mod controls;
mod exercise;
mod leaning;
mod notes;
mod questions;
mod readiness;
mod references;
mod show_when;
mod summary;
mod summary_text;

pub use notes::Notes;
pub use summary::own_text;
pub use summary_text::plain_summary;

use contract::Guide;

use crate::step::step;
use markup::{Markup, html};

/// The exercise, the questions and the summary. Before hydration it is the same, without the buttons.
pub fn decision(notes: Notes) -> Markup {
    let content = html::section()
        .class("what-matters")
        .attr("id", exercise::ID)
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "what-matters-heading")
        .inert(exercise::exercise)
        .child(questions::questions(notes))
        .child(summary::summary(notes));
    step(false, heading, content)
}

fn heading(guide: &Guide) -> Markup {
    html::h2()
        .attr("id", "what-matters-heading")
        .text(&guide.decision.heading)
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
