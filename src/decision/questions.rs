//! Questions to take along: some to tick, and a field for one's own.

use contract::Guide;
use leptos::ev;

use super::controls::{group, hint, tick};
use super::notes::Notes;
use super::show_when::{OWN, question};
use markup::{Markup, html};

/// The questions. The same before hydration; afterwards the summary follows what is written.
pub fn questions(notes: Notes) -> Markup {
    let field = html::textarea()
        .attr("name", "own_questions")
        .attr("id", format_args!("tick-{OWN}"))
        .attr("rows", "3")
        // As in the form.
        .attr("spellcheck", "false")
        .attr("writingsuggestions", "false")
        .attr("autocorrect", "off")
        .attr("aria-describedby", "hint-own")
        // The style sheet tells an empty field by what stands in it then.
        .attr("placeholder", " ")
        .node_ref(notes.field)
        .on(ev::input, move |_| notes.changed());
    html::div().class("questions").inert(listed).child(field)
}

/// The questions to tick, and the label of the field.
fn listed(guide: &Guide) -> Markup {
    let words = &guide.decision.questions;
    let items = words.items.iter().enumerate();
    let items = items.map(|(index, text)| tick("questions", &question(index), text));
    let ticked = group(html::h3().text(&words.heading))
        .attr("aria-describedby", "hint-questions")
        .child(hint("hint-questions", &words.hint))
        .children(items);
    let own = html::label()
        .attr("for", format_args!("tick-{OWN}"))
        .text(&words.own.label);
    html::div()
        .child(ticked)
        .child(own)
        .child(hint("hint-own", &words.own.hint))
}
