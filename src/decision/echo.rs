//! What shows up once a box is ticked.
//!
//! An element that has echoes is hidden by the style sheet until one of them sounds: `m1` sounds
//! while the first answer is ticked, `q1` while the first question is, `own` while something is
//! written. The numbers are places and not ids of the guide file, since the style sheet has to name
//! them.

use contract::guide::{Aspect, Decision};

use crate::markup::Markup;

/// What sounds while a reader has written something of their own.
pub const OWN: &str = "own";

/// What sounds while an answer is ticked, by its place among all answers.
fn of_answer(index: usize) -> String {
    format!("m{}", index + 1)
}

/// What sounds while a question is ticked.
pub fn of_question(index: usize) -> String {
    format!("q{}", index + 1)
}

/// Each thing to weigh, with what sounds for its answers in their order.
pub fn of_aspects(decision: &Decision) -> Vec<(&Aspect, Vec<String>)> {
    let mut number = 0;
    let aspects = decision.aspects.iter().map(|aspect| {
        let first = number;
        number += aspect.answers.len();
        (aspect, (first..number).map(of_answer).collect())
    });
    aspects.collect()
}

/// Shows the element only while one of the echoes sounds. It is `hidden` by itself, so that without
/// the style sheet nothing shows, and nothing can be sent, that was not ticked.
pub fn echoes(target: Markup, echoes: &[String]) -> Markup {
    target
        .with("data-echo", echoes.join(" "))
        .flag("hidden", true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the style sheet shows an echo while a selector matches.
    fn has_rule(selector: &str, echo: &str) -> bool {
        let rule = format!(".care-guide:has({selector}) [data-echo~=\"{echo}\"]");
        crate::STYLE.contains(&rule)
    }

    #[test]
    fn the_style_sheet_has_a_rule_for_as_many_boxes_as_a_guide_may_have() {
        let answers = (0..Decision::ANSWERS).map(of_answer);
        for echo in answers.chain((0..Decision::QUESTIONS).map(of_question)) {
            assert!(has_rule(&format!("#tick-{echo}:checked"), &echo), "{echo}");
        }
        assert!(!has_rule("#tick-m13:checked", "m13") && !has_rule("#tick-q11:checked", "q11"));
        assert!(has_rule("#tick-own:not(:placeholder-shown)", OWN));
    }
}
