//! The exercise: steps, answers to tick, how each option sits with an answer, and where the reader is
//! now.

use contract::Guide;
use contract::guide::{Answer, Aspect};

use super::controls::{tick, tick_below};
use super::leaning::leaning;
use super::readiness::readiness;
use super::show_when::{aspects, most, show_when};
use crate::prose::Writer;
use markup::{Markup, html};

/// The id of the part.
pub const ID: &str = "what-matters";

/// The steps, and the answers with the guide's reply to each. The same before and after hydration.
pub fn exercise(guide: &Guide) -> Markup {
    let words = &guide.decision;
    let mut writer = Writer::new(guide, ID);
    let steps: Vec<_> = words
        .steps
        .iter()
        .map(|step| writer.line("li", step))
        .collect();
    let aspects: Vec<_> = aspects(words)
        .into_iter()
        .map(|(aspect, by)| group(guide, aspect, by, &mut writer))
        .collect();
    html::div()
        .child(html::h3().text(&words.steps_heading))
        .child(html::ol().children(steps))
        .child(html::p().class("privacy").text(&words.privacy))
        .children(aspects)
        .child(leaning(guide))
        .child(readiness(guide))
}

fn group(guide: &Guide, aspect: &Aspect, by: Vec<String>, writer: &mut Writer) -> Markup {
    let answers = aspect.answers.iter().zip(by);
    let answers: Vec<_> = answers
        .map(|(answer, condition)| said_back(guide, answer, condition, writer))
        .collect();
    html::fieldset()
        .class("aspect")
        .child(html::legend().text(&aspect.question))
        .children(answers)
}

fn said_back(guide: &Guide, answer: &Answer, condition: String, writer: &mut Writer) -> Markup {
    let options = guide.options.iter().zip(&answer.options);
    let options: Vec<_> = options
        .map(|(option, text)| {
            let name = html::strong().text(&option.label);
            html::li().child(name).child(writer.line("span", text))
        })
        .collect();
    let sits = html::ul()
        .class("sits")
        .attr(
            "aria-label",
            format_args!("{}: {}", guide.decision.sits, answer.text),
        )
        .children(options);
    let weight = tick_below(
        "most",
        &most(&condition),
        &guide.decision.most,
        &answer.text,
    );
    html::div()
        .child(tick("matters", &condition, &answer.text))
        .child(
            show_when(html::div(), &[condition])
                .child(weight)
                .child(sits),
        )
}
