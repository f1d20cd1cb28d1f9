//! What was ticked, in words: in full for the reader, in plain lines for the clinic.

use contract::Guide;

use super::references::References;
use super::show_when::{OWN, aspects, question, show_when};
use markup::{Markup, html};

/// What was ticked, and the heading of the questions, which the reader's own follow.
pub fn ticked(guide: &Guide) -> Markup {
    let words = &guide.decision;
    let edition = format!(
        "{} {} {}",
        guide.title,
        guide.interface.updated,
        guide.interface.date.day(&guide.about.updated)
    );
    let mut parts = Vec::new();
    for (aspect, by) in aspects(words) {
        parts.push(heading(&aspect.question, &by));
        let answers = aspect.answers.iter().zip(by);
        let answers = answers.map(|(answer, by)| show_when(html::li(), &[by]).text(&answer.text));
        parts.push(html::ul().children(answers));
    }
    let items = words.questions.items.iter().enumerate();
    let items = items.map(|(index, text)| show_when(html::li(), &[question(index)]).text(text));
    html::div()
        .child(html::p().class("take").text(&words.summary.take))
        .child(html::p().class("edition").text(edition))
        .children(parts)
        .child(heading(&words.summary.questions, &every_question(guide)))
        .child(html::ul().children(items))
}

/// How each option sits with what was ticked, and the sources of that. Folded: it is much longer than
/// what was ticked.
pub fn compared(guide: &Guide) -> Markup {
    let words = &guide.decision;
    let references = References::of(guide);
    let answers = aspects(words).into_iter();
    let answers: Vec<_> = answers
        .flat_map(|(aspect, by)| aspect.answers.iter().zip(by))
        .collect();
    let every: Vec<_> = answers.iter().map(|(_, by)| by.clone()).collect();
    let parts = answers.into_iter().map(|(answer, by)| {
        let options = guide.options.iter().zip(&answer.options);
        let options = options.map(|(option, text)| {
            let name = html::strong().text(format!("{}: ", option.label));
            html::li().child(name).text(references.plain(text))
        });
        show_when(html::div(), &[by])
            .child(html::p().child(html::strong().text(&answer.text)))
            .child(html::ul().class("sits").children(options))
    });
    show_when(html::details(), &every)
        .child(html::summary().child(html::span().text(&words.summary.options)))
        .children(parts)
        .child(references.list())
}

/// What the reader may attach to the request, as lines of plain text.
pub fn plain_summary(guide: &Guide) -> Markup {
    let words = &guide.decision;
    let line = |text: &str, by: &[String]| show_when(html::div(), by).text(text);
    let item = |text: &str, by: String| line(&format!("- {text}"), &[by]);
    let mut every = every_question(guide);
    every.extend(aspects(words).into_iter().flat_map(|(_, by)| by));
    let mut lines = vec![line(&words.summary.heading, &every)];
    for (aspect, by) in aspects(words) {
        lines.push(line(&aspect.question, &by));
        let answers = aspect.answers.iter().zip(by);
        lines.extend(answers.map(|(answer, condition)| item(&answer.text, condition)));
    }
    lines.push(line(&words.summary.questions, &every_question(guide)));
    let questions = words.questions.items.iter().enumerate();
    lines.extend(questions.map(|(index, text)| item(text, question(index))));
    html::div().children(lines)
}

fn heading(words: &str, by: &[String]) -> Markup {
    show_when(html::p(), by)
        .class("part")
        .child(html::strong().text(words))
}

fn every_question(guide: &Guide) -> Vec<String> {
    let questions = 0..guide.decision.questions.items.len();
    questions.map(question).chain([OWN.to_owned()]).collect()
}
