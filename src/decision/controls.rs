//! The controls of the exercise. They stand outside the form, and the loader copies their state from
//! one copy of the guide to another by name and value.

use markup::{Markup, html};

/// A box to tick.
pub fn tick(name: &str, condition: &str, label: &str) -> Markup {
    control("checkbox", name, condition, html::span().text(label))
}

/// A box whose label says only to the ear what it is about, since the eye sees it above.
pub fn tick_below(name: &str, condition: &str, label: &str, about: &str) -> Markup {
    let about = html::span()
        .class("visually-hidden")
        .text(format!(" ({about})"));
    let label = html::span().text(label).child(about);
    control("checkbox", name, condition, label)
}

/// One of several choices.
pub fn choice(name: &str, condition: &str, label: &str) -> Markup {
    control("radio", name, condition, html::span().text(label))
}

fn control(kind: &'static str, name: &str, condition: &str, label: Markup) -> Markup {
    let input = html::input()
        .attr("type", kind)
        .attr("name", name)
        .attr("id", format_args!("tick-{condition}"))
        .attr("value", condition);
    html::label().class("check").child(input).child(label)
}

/// Controls under what they answer.
pub fn group(question: Markup) -> Markup {
    html::fieldset()
        .class("aspect")
        .child(html::legend().child(question))
}

/// The hint of what has its id in `aria-describedby`.
pub fn hint(id: &str, words: &str) -> Markup {
    html::p()
        .class("hint")
        .attr("id", id)
        .attr("hidden", words.is_empty())
        .text(words)
}
