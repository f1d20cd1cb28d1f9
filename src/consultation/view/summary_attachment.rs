//! The summary that a visitor may attach to the message. It travels only if they choose so, and they
//! see the very text before.

use contract::Guide;
use contract::consultation::MESSAGE_LIMIT;
use leptos::web_sys::HtmlInputElement;
use wasm_bindgen::JsCast;

use crate::decision::{Notes, own_text, plain_summary};
use crate::prose::Writer;
use markup::{Markup, NodeRef, html};

/// The choice, and the text. A handle: copies mean the same.
#[derive(Clone, Copy)]
pub struct SummaryAttachment {
    choice: NodeRef,
    text: NodeRef,
}

impl SummaryAttachment {
    /// Nothing is chosen.
    pub fn new() -> Self {
        Self {
            choice: NodeRef::new(),
            text: NodeRef::new(),
        }
    }

    /// Appends the summary to the message, if the visitor has chosen so: the text as it is shown.
    /// The style sheet must show its element then, even an empty one: `innerText` of an element that
    /// is not rendered is all the text, what was not ticked included (HTML section 3.2.7).
    pub fn add_to(self, message: &mut String) {
        if let Some(text) = self.text.get()
            && self.is_chosen()
        {
            append(message, &text.inner_text());
        }
    }

    /// Whether the visitor has chosen to attach it.
    pub fn is_chosen(self) -> bool {
        let choice = self.choice.get();
        choice.is_some_and(|choice| choice.unchecked_ref::<HtmlInputElement>().checked())
    }
}

/// The choice, off by default, and the text that is sent then. The box has no name, so that a native
/// post lacks it; before hydration the style sheet hides it.
pub fn summary_attachment(attachment: SummaryAttachment, notes: Notes) -> Markup {
    let choice = html::input()
        .attr("type", "checkbox")
        .attr("id", "enclose")
        .attr("aria-describedby", "hint-enclose")
        .node_ref(attachment.choice);
    let label = html::label()
        .class("check")
        .child(choice)
        .inert(|guide: &Guide| html::span().text(&guide.consultation.enclosure.label));
    html::div()
        .class("enclosure")
        .child(label)
        .inert(explained)
        .child(
            html::div()
                .class("enclosed")
                .attr("role", "group")
                .attr("aria-labelledby", "enclosed-label")
                .inert(announced)
                .child(
                    html::div()
                        .class("sheet")
                        .node_ref(attachment.text)
                        .inert(plain_summary)
                        .child(own_text(notes)),
                ),
        )
}

fn explained(guide: &Guide) -> Markup {
    let hint = &guide.consultation.enclosure.hint;
    html::p()
        .class("hint")
        .attr("id", "hint-enclose")
        .attr("hidden", hint.is_empty())
        .text(hint.replace("{limit}", &MESSAGE_LIMIT.to_string()))
}

fn announced(guide: &Guide) -> Markup {
    let words = &guide.consultation.enclosure;
    let label = html::p().attr("id", "enclosed-label").text(&words.preview);
    let empty = Writer::new(guide, "enclosed").line("span", &words.empty);
    html::div()
        .child(label)
        .child(html::p().class("empty").child(empty))
}

/// Puts the summary after the message, an empty line between them.
fn append(message: &mut String, summary: &str) {
    let summary = summary.trim();
    if summary.is_empty() {
        return;
    }
    if !message.trim().is_empty() {
        message.push_str("\n\n");
    }
    message.push_str(summary);
}

#[cfg(test)]
mod tests {
    use super::append;

    fn appended(message: &str, summary: &str) -> String {
        let mut message = message.to_owned();
        append(&mut message, summary);
        message
    }

    #[test]
    fn the_summary_follows_the_message_after_an_empty_line() {
        assert_eq!(
            appended("Hello.", "My summary\n- a"),
            "Hello.\n\nMy summary\n- a"
        );
    }

    #[test]
    fn the_summary_is_the_message_if_that_is_empty() {
        assert_eq!(appended("", "My summary"), "My summary");
        assert_eq!(appended(" \n", "My summary").trim(), "My summary");
    }

    #[test]
    fn an_empty_summary_changes_nothing() {
        assert_eq!(appended("Hello.\n", "\n "), "Hello.\n");
    }
}
