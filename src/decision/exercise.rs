//! The exercise: steps, answers to tick, and how each option sits with an answer.

use contract::Guide;
use contract::guide::{Answer, Aspect};

use super::show_when::{aspects, show_when};
use crate::markup::{Markup, element};
use crate::prose::Writer;

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
    element("div")
        .child(
            element("h2")
                .with("id", "what-matters-heading")
                .text(&words.heading),
        )
        .child(element("h3").text(&words.steps_heading))
        .child(element("ol").children(steps))
        .child(element("p").class("privacy").text(&words.privacy))
        .children(aspects)
}

fn group(guide: &Guide, aspect: &Aspect, by: Vec<String>, writer: &mut Writer) -> Markup {
    let answers = aspect.answers.iter().zip(by);
    let answers: Vec<_> = answers
        .map(|(answer, condition)| said_back(guide, answer, condition, writer))
        .collect();
    element("fieldset")
        .class("aspect")
        .child(element("legend").text(&aspect.question))
        .children(answers)
}

fn said_back(guide: &Guide, answer: &Answer, condition: String, writer: &mut Writer) -> Markup {
    let options = guide.options.iter().zip(&answer.options);
    let options: Vec<_> = options
        .map(|(option, text)| {
            let name = element("strong").text(&option.label);
            element("li").child(name).child(writer.line("span", text))
        })
        .collect();
    let sits = element("ul")
        .class("sits")
        .with(
            "aria-label",
            format_args!("{}: {}", guide.decision.sits, answer.text),
        )
        .children(options);
    element("div")
        .child(tick("matters", &condition, &answer.text))
        .child(show_when(element("div"), &[condition]).child(sits))
}

/// A checkbox outside the form. The loader copies its state from one copy of the guide to another by
/// name and value.
pub fn tick(name: &str, condition: &str, label: &str) -> Markup {
    let input = element("input")
        .with("type", "checkbox")
        .with("name", name)
        .with("id", format_args!("tick-{condition}"))
        .with("value", condition);
    element("label")
        .class("check")
        .child(input)
        .child(element("span").text(label))
}
