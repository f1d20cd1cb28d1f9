//! The summary: what was ticked, what the guide said back, the questions, the sources.
//!
//! It is printed whole. The style sheet shows what has been ticked, so what a reader sees is what is
//! printed and copied: the text is taken from the page as it is shown.

use contract::Guide;
use leptos::task::spawn_local;

use super::notes::Notes;
use super::references::References;
use super::summary_text::full_summary;
use crate::browser;
use crate::markup::{Markup, Reference, element};

/// The summary. Before hydration it has no buttons, and lacks what the reader wrote, which stands in
/// the field above.
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

/// What is printed and copied. A handle: copies mean the same sheet.
#[derive(Clone, Copy)]
struct Sheet(Reference);

impl Sheet {
    /// Copies the summary as it is shown; where the browser does not allow it, selects it.
    async fn copy(self) {
        // Said again where it is copied again.
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

    /// Says what is done with the sheet: the style sheet prints it alone, and shows the words that
    /// tell what was done.
    fn is(self, state: &str) {
        if let Some(sheet) = self.0.get() {
            // Fails only for names that no attribute of ours has.
            let _ = sheet.set_attribute("data-state", state);
        }
    }
}

/// What the reader typed. Empty before hydration.
pub fn own_text(notes: Notes) -> Markup {
    element("div").class("written").words(move || notes.text())
}

/// The heading, and what stands there while there is nothing.
fn introduction(guide: &Guide) -> Markup {
    let words = &guide.decision.summary;
    element("div")
        .child(element("h3").text(&words.heading))
        .child(element("p").class("empty").text(&words.empty))
}

/// What the live region says (HTML-AAM: an `output` is one by itself).
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
