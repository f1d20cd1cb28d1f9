//! Questions to take along: some to tick, and a field for one's own.

use contract::Guide;

use super::exercise::tick;
use super::notes::Notes;
use super::show_when::{OWN, question};
use crate::markup::{Markup, element};

/// The questions. The same before hydration; afterwards the summary follows what is written.
pub fn questions(notes: Notes) -> Markup {
    let field = element("textarea")
        .with("name", "own_questions")
        .with("id", format_args!("tick-{OWN}"))
        .with("rows", "3")
        .with("aria-describedby", "hint-own")
        // The style sheet tells an empty field by what stands in it then.
        .with("placeholder", " ")
        .known_as(notes.field)
        .on("input", move |_| notes.changed());
    element("div").class("questions").fixed(listed).child(field)
}

/// The questions to tick, and the label of the field.
fn listed(guide: &Guide) -> Markup {
    let words = &guide.decision.questions;
    let items = words.items.iter().enumerate();
    let items = items.map(|(index, text)| tick("questions", &question(index), text));
    let ticked = element("fieldset")
        .class("aspect")
        .with("aria-describedby", "hint-questions")
        .child(element("legend").child(element("h3").text(&words.heading)))
        .child(hint("hint-questions", &words.hint))
        .children(items);
    let own = element("label")
        .with("for", format_args!("tick-{OWN}"))
        .text(&words.own.label);
    element("div")
        .child(ticked)
        .child(own)
        .child(hint("hint-own", &words.own.hint))
}

fn hint(id: &str, words: &str) -> Markup {
    element("p")
        .class("hint")
        .with("id", id)
        .flag("hidden", words.is_empty())
        .text(words)
}
