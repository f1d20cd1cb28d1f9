//! The summary: what was ticked, what the guide said back, the questions, the sources.
//!
//! All of it is rendered, and the style sheet shows the ticked parts. Printing and copying take the
//! text as it is shown.

use contract::Guide;
use leptos::task::spawn_local;

use super::notes::Notes;
use super::references::References;
use super::summary_text::full_summary;
use crate::browser;
use crate::markup::{Markup, Reference, element};

/// The summary. Before hydration it has no buttons, and the reader's own questions stand only in the
/// field above.
pub fn summary(notes: Notes) -> Markup {
    let sheet = Sheet(Reference::new());
    if browser::PRESENT {
        browser::on_printed(move || sheet.is(""));
    }
    let print = button(|guide| &guide.decision.summary.print).on("click", move |_| sheet.print());
    let copy = button(|guide| &guide.decision.summary.copy)
        .on("click", move |_| spawn_local(sheet.copy()));
    element("div")
        .class("my-summary")
        .fixed(introduction)
        .child(
            element("div")
                .class("sheet")
                .known_as(sheet.0)
                .fixed(full_summary)
                .child(own_text(notes))
                .fixed(|guide| References::of(guide).list()),
        )
        .child(element("p").class("keep").child(print).child(copy))
        .fixed(news)
}

/// The sheet to print and copy. A handle: copies mean the same sheet.
#[derive(Clone, Copy)]
struct Sheet(Reference);

impl Sheet {
    /// Copies the summary as it is shown; selects it where the browser does not allow that.
    async fn copy(self) {
        // So that a second copy is announced again.
        self.is("");
        let Some(sheet) = self.0.get() else { return };
        if browser::copy(&sheet.inner_text()).await {
            self.is("copied");
        } else {
            browser::select(&sheet);
            self.is("selected");
        }
    }

    fn print(self) {
        self.is("printing");
        browser::print();
    }

    /// Marks the sheet with what was done: the style sheet prints it alone, or shows the
    /// confirmation.
    fn is(self, state: &str) {
        if let Some(sheet) = self.0.get() {
            // Fails only for invalid names.
            let _ = sheet.set_attribute("data-state", state);
        }
    }
}

/// What the reader typed. Empty before hydration.
pub fn own_text(notes: Notes) -> Markup {
    element("div").class("written").words(move || notes.text())
}

/// The heading, and the words for an empty summary.
fn introduction(guide: &Guide) -> Markup {
    let words = &guide.decision.summary;
    element("div")
        .child(element("h3").text(&words.heading))
        .child(element("p").class("empty").text(&words.empty))
}

/// The live region's words (HTML-AAM: `output` is one implicitly).
fn news(guide: &Guide) -> Markup {
    let words = &guide.decision.summary;
    let copied = element("span").class("copied").text(&words.copied);
    let selected = element("span").class("selected").text(&words.not_copied);
    element("output").child(copied).child(selected)
}

fn button(words: fn(&Guide) -> &String) -> Markup {
    element("button")
        .with("type", "button")
        .class("button quiet")
        .with("part", "button")
        .fixed(move |guide| element("span").text(words(guide)))
}
