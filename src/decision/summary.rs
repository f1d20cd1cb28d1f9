//! The summary: what was ticked and the questions, and folded what the guide said back, with the sources.
//!
//! All of it is rendered, and the style sheet shows the ticked parts. Printing and copying take the
//! text as it is shown.

use std::time::Duration;

use contract::Guide;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::notes::Notes;
use super::summary_text::{compared, ticked};
use crate::browser;
use markup::{Markup, NodeRef, html};

/// The summary. Before hydration it has no buttons, and the reader's own questions stand only in the
/// field above.
pub fn summary(notes: Notes) -> Markup {
    let sheet = Sheet(NodeRef::new(), RwSignal::new(false));
    if browser::PRESENT {
        browser::on_print("beforeprint", move || sheet.begins_to_print());
        browser::on_print("afterprint", move || sheet.is(""));
    }
    let print = button(|guide| &guide.decision.summary.print).on(ev::click, move |_| sheet.print());
    let copy = button(|guide| &guide.decision.summary.copy)
        .on(ev::click, move |_| spawn_local(sheet.copy()));
    html::div()
        .class("my-summary")
        .inert(introduction)
        .child(
            html::div()
                .class("sheet")
                .node_ref(sheet.0)
                .inert(ticked)
                .child(own_text(notes))
                .inert(compared),
        )
        .child(html::p().class("keep").child(print).child(copy))
        .inert(news)
}

/// The sheet to print and copy, and whether its button asked for a print that has not begun. A
/// handle: copies mean the same sheet.
#[derive(Clone, Copy)]
struct Sheet(NodeRef, RwSignal<bool>);

impl Sheet {
    /// Copies the summary, all of it opened; selects it where the browser does not allow that.
    async fn copy(self) {
        // So that a second copy is announced again.
        self.is("");
        let Some(sheet) = self.0.get() else { return };
        browser::unfold(&sheet);
        if browser::copy(&sheet.inner_text()).await {
            self.is("copied");
        } else {
            browser::select(&sheet);
            self.is("selected");
        }
    }

    fn print(self) {
        self.1.set(true);
        self.is("printing");
        // A sandbox without `allow-modals` and some apps have a `print` that does nothing.
        let wait = if browser::print() { 2 } else { 0 };
        let end = move || {
            if self.1.try_get_untracked() == Some(true) {
                self.1.set(false);
                self.is("unprintable");
            }
        };
        set_timeout(end, Duration::from_secs(wait));
    }

    /// A print begins. One that the button did not ask for has all of the page.
    fn begins_to_print(self) {
        if !self.1.get_untracked() {
            self.is("");
        }
        self.1.set(false);
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
    html::div().class("written").text(move || notes.text())
}

/// The heading, and the words for an empty summary.
fn introduction(guide: &Guide) -> Markup {
    let words = &guide.decision.summary;
    html::div()
        .child(html::h3().text(&words.heading))
        .child(html::p().class("empty").text(&words.empty))
}

/// The live region's words (HTML-AAM: `output` is one implicitly).
fn news(guide: &Guide) -> Markup {
    let words = &guide.decision.summary;
    let copied = html::span().class("copied").text(&words.copied);
    let selected = html::span().class("selected").text(&words.not_copied);
    let unprintable = html::span().class("unprintable").text(&words.not_printed);
    html::output()
        .child(copied)
        .child(selected)
        .child(unprintable)
}

fn button(words: fn(&Guide) -> &String) -> Markup {
    html::button()
        .attr("type", "button")
        .class("button quiet")
        .attr("part", "button")
        .inert(move |guide: &Guide| html::span().text(words(guide)))
}
