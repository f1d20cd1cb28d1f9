//! Questions to take along: some to tick, and a field for one's own.

use contract::Guide;

use super::echo::{OWN, of_question};
use super::exercise::tick;
use super::notes::Notes;
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
    element("div")
        .class("questions")
        .fixed(listed)
        .fixed(|guide| {
            let words = &guide.decision.questions.own;
            let label = element("label").with("for", format_args!("tick-{OWN}"));
            let hint = element("p").class("hint").with("id", "hint-own");
            element("div")
                .child(label.text(&words.label))
                .child(hint.text(&words.hint))
        })
        .child(field)
}

fn listed(guide: &Guide) -> Markup {
    let words = &guide.decision.questions;
    let items = words.items.iter().enumerate();
    let items = items.map(|(index, text)| tick("questions", &of_question(index), text));
    let hint = element("span").class("hint").text(&words.hint);
    element("fieldset")
        .class("aspect")
        .child(element("legend").child(element("h3").text(&words.heading)))
        .child(hint)
        .children(items)
}
