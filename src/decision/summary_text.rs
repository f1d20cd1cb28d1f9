//! What was ticked, in words: in full for the reader, in plain lines for the clinic.

use contract::Guide;

use super::leaning::{choices, decided, levels};
use super::readiness::to_take;
use super::references::References;
use super::show_when::{OWN, aspects, most, question, show_when};
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
        let answers = answers.map(|(answer, by)| {
            let weight = weight(guide, &by);
            show_when(html::li(), &[by])
                .text(&answer.text)
                .child(weight)
        });
        parts.push(html::ul().children(answers));
    }
    let item = |(by, text): (String, &str)| show_when(html::li(), &[by]).text(text);
    let sure = levels(guide).map(|(by, level)| {
        let sure = format!("{} {level}", words.leaning.sureness);
        show_when(html::li(), &[by]).text(sure)
    });
    parts.push(heading(&words.leaning.question, &every_choice(guide)));
    parts.push(html::ul().children(choices(guide).map(item)));
    parts.push(show_when(html::ul(), &decided(guide)).children(sure));
    html::div()
        .child(html::p().class("take").text(&words.summary.take))
        .child(html::p().class("edition").text(edition))
        .children(parts)
        .child(heading(&words.summary.questions, &any_question(guide)))
        .child(html::ul().children(every_question(guide).map(item)))
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
    let mut every = any_question(guide);
    every.extend(every_choice(guide));
    every.extend(aspects(words).into_iter().flat_map(|(_, by)| by));
    let mut lines = vec![line(&words.summary.heading, &every)];
    for (aspect, by) in aspects(words) {
        lines.push(line(&aspect.question, &by));
        let answers = aspect.answers.iter().zip(by);
        lines.extend(answers.map(|(answer, by)| {
            let weight = weight(guide, &by);
            item(&answer.text, by).child(weight)
        }));
    }
    lines.push(line(&words.leaning.question, &every_choice(guide)));
    lines.extend(choices(guide).map(|(by, text)| item(text, by)));
    let sure = levels(guide);
    let sure = sure.map(|(by, level)| item(&format!("{} {level}", words.leaning.sureness), by));
    lines.push(show_when(html::div(), &decided(guide)).children(sure));
    lines.push(line(&words.summary.questions, &any_question(guide)));
    lines.extend(every_question(guide).map(|(by, text)| item(text, by)));
    html::div().children(lines)
}

fn heading(words: &str, by: &[String]) -> Markup {
    show_when(html::p(), by)
        .class("part")
        .child(html::strong().text(words))
}

/// Stands behind an answer that matters most. The space before it goes with it.
fn weight(guide: &Guide, answer: &str) -> Markup {
    let words = format!(" {}", guide.decision.summary.most);
    show_when(html::span(), &[most(answer)]).text(words)
}

/// The conditions of the choices of where the reader is now.
fn every_choice(guide: &Guide) -> Vec<String> {
    choices(guide).map(|(by, _)| by).collect()
}

/// The questions to take along: those that a short question brought up, and those to tick.
fn every_question(guide: &Guide) -> impl Iterator<Item = (String, &str)> {
    let items = guide.decision.questions.items.iter().enumerate();
    let items = items.map(|(index, text)| (question(index), text.as_str()));
    to_take(guide).chain(items)
}

fn any_question(guide: &Guide) -> Vec<String> {
    let questions = every_question(guide).map(|(by, _)| by);
    questions.chain([OWN.to_owned()]).collect()
}
