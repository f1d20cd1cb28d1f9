//! The summary: what was ticked, what the guide said back, the questions, the sources.
//!
//! It is printed whole. The style sheet shows what has been ticked, so what a reader sees is what is
//! printed and copied: the text is taken from the page as it is shown.

use contract::Guide;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::Element;

use super::echo::{OWN, echoes, of_answer, of_question};
use super::notes::Notes;
use super::references::References;
use crate::browser;
use crate::markup::{Markup, Reference, element};

/// The summary. Before hydration it has no buttons, and lacks what the reader wrote, which stands in
/// the field above.
pub fn summary(notes: Notes) -> Markup {
    let sheet = Reference::new();
    let (copied, refused) = (RwSignal::new(false), RwSignal::new(false));
    let copy = move || async move {
        let Some(sheet) = sheet.get() else { return };
        // Said again where it is copied again.
        copied.set(false);
        refused.set(false);
        if browser::copy(&sheet.inner_text()).await {
            let _ = copied.try_set(true);
        } else {
            browser::select(&sheet);
            let _ = refused.try_set(true);
        }
    };
    if browser::PRESENT {
        // Some browsers come back from `print` before they have printed.
        let printed = window_event_listener_untyped("afterprint", move |_| {
            if let Some(root) = root(sheet) {
                // Fails for no name of ours.
                let _ = root.remove_attribute(browser::PRINT);
            }
        });
        on_cleanup(move || printed.remove());
    }
    element("div")
        .class("my-summary")
        .fixed(introduction)
        .child(
            element("div")
                .class("sheet")
                .known_as(sheet)
                .fixed(said)
                .fixed(asked)
                .child(written(notes))
                .fixed(|guide| References::of(guide).list()),
        )
        .child(
            element("p")
                .class("keep")
                .child(
                    button(|guide| &guide.decision.summary.print).on("click", move |_| {
                        if let Some(root) = root(sheet) {
                            browser::print_alone(&root);
                        }
                    }),
                )
                .child(
                    button(|guide| &guide.decision.summary.copy)
                        .on("click", move |_| spawn_local(copy())),
                ),
        )
        .child(
            // A live region by itself (HTML-AAM).
            element("output")
                .child(news(copied, |guide| &guide.decision.summary.copied))
                .child(news(refused, |guide| &guide.decision.summary.not_copied)),
        )
}

/// What goes to the clinic, if the reader wants it to: what was ticked, in few words.
pub fn brief(guide: &Guide) -> Markup {
    let words = &guide.decision;
    let line = |text: String| element("div").text(text);
    let answers = words.answers().enumerate();
    let answers = answers
        .map(|(index, answer)| echoes(line(format!("- {}", answer.text)), &[of_answer(index)]));
    let questions = words.questions.items.iter().enumerate();
    let questions =
        questions.map(|(index, text)| echoes(line(format!("- {text}")), &[of_question(index)]));
    element("div")
        .child(line(words.summary.heading.clone()))
        .child(echoes(
            line(words.summary.matters.clone()),
            &every_answer(guide),
        ))
        .children(answers)
        .child(echoes(
            line(words.summary.questions.clone()),
            &every_question(guide),
        ))
        .children(questions)
}

/// What the reader wrote. Empty before hydration.
pub fn written(notes: Notes) -> Markup {
    element("div").class("written").words(move || notes.text())
}

/// The heading, and what stands there while there is nothing.
fn introduction(guide: &Guide) -> Markup {
    let words = &guide.decision.summary;
    element("div")
        .child(element("h3").text(&words.heading))
        .child(element("p").class("empty").text(&words.empty))
}

/// The guide and its date, the answers, and how each option sits with them.
fn said(guide: &Guide) -> Markup {
    let words = &guide.decision;
    let references = References::of(guide);
    let answers = words.answers().enumerate().map(|(index, answer)| {
        let options = guide.options.iter().zip(&answer.options);
        let options = options.map(|(option, text)| {
            let name = element("strong").text(format!("{}: ", option.label));
            element("li").child(name).text(references.plain(text))
        });
        echoes(element("div"), &[of_answer(index)])
            .child(element("p").child(element("strong").text(&answer.text)))
            .child(element("ul").class("sits").children(options))
    });
    let edition = format!(
        "{} {} {}",
        guide.title, guide.interface.updated, guide.about.updated_words
    );
    element("div")
        .child(element("p").class("edition").text(edition))
        .child(heading(&words.summary.matters, &every_answer(guide)))
        .children(answers)
}

fn asked(guide: &Guide) -> Markup {
    let words = &guide.decision;
    let items = words.questions.items.iter().enumerate();
    let items = items.map(|(index, text)| echoes(element("li"), &[of_question(index)]).text(text));
    element("div")
        .child(heading(&words.summary.questions, &every_question(guide)))
        .child(element("ul").children(items))
}

fn heading(words: &str, by: &[String]) -> Markup {
    echoes(element("p"), by)
        .class("part")
        .child(element("strong").text(words))
}

fn every_answer(guide: &Guide) -> Vec<String> {
    (0..guide.decision.answers().count())
        .map(of_answer)
        .collect()
}

fn every_question(guide: &Guide) -> Vec<String> {
    let questions = 0..guide.decision.questions.items.len();
    questions.map(of_question).chain([OWN.to_owned()]).collect()
}

/// The root of the guide that an element is in.
fn root(place: Reference) -> Option<Element> {
    place.get()?.closest(".care-guide").ok()?
}

fn button(words: fn(&Guide) -> &String) -> Markup {
    element("button")
        .with("type", "button")
        .class("button quiet")
        .with("part", "button")
        .fixed(move |guide| element("span").text(words(guide)))
}

fn news(shown: RwSignal<bool>, words: fn(&Guide) -> &String) -> Markup {
    element("span")
        .live_flag("hidden", move || !shown.get())
        .fixed(move |guide| element("span").text(words(guide)))
}
