//! Elements that show while a box is ticked.
//!
//! `data-show-when` lists conditions, and the style sheet hides the element until one is active: `m1`
//! is active while the first answer is ticked, `w1` while it matters most, `l1` while the first
//! choice of where the reader is now is chosen, `s1` while the first level of being sure is, `n1`
//! while the first short question is answered with no, `q1` while the first question to take along is
//! ticked, `own` while the reader has written one. The numbers are positions and not ids of the guide
//! file, since the style sheet has to name them.

use contract::guide::{Aspect, Decision};

use markup::Markup;

/// Active while the reader has written a question.
pub const OWN: &str = "own";

/// Active while an answer is ticked, by its position among all answers.
fn answer(index: usize) -> String {
    format!("m{}", index + 1)
}

/// Active while the answer with this condition matters most.
pub fn most(answer: &str) -> String {
    answer.replacen('m', "w", 1)
}

/// Active while this choice of where the reader is now is chosen.
pub fn leaning(index: usize) -> String {
    format!("l{}", index + 1)
}

/// Active while this level of being sure is chosen.
pub fn level(index: usize) -> String {
    format!("s{}", index + 1)
}

/// Active while a short question is answered with no.
pub fn no(index: usize) -> String {
    format!("n{}", index + 1)
}

/// Active while a question is ticked.
pub fn question(index: usize) -> String {
    format!("q{}", index + 1)
}

/// Each aspect, with the conditions of its answers in their order.
pub fn aspects(decision: &Decision) -> Vec<(&Aspect, Vec<String>)> {
    let mut number = 0;
    let aspects = decision.aspects.iter().map(|aspect| {
        let first = number;
        number += aspect.answers.len();
        (aspect, (first..number).map(answer).collect())
    });
    aspects.collect()
}

/// Shows the element only while one of the conditions is active. It is also `hidden`, so that without
/// the style sheet no text shows, and none is sent, that was not ticked.
pub fn show_when(target: Markup, conditions: &[String]) -> Markup {
    target
        .attr("data-show-when", conditions.join(" "))
        .attr("hidden", true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the style sheet shows the condition's elements while a selector matches.
    fn has_rule(selector: &str, condition: &str) -> bool {
        let rule = format!(".care-guide:has({selector}) [data-show-when~=\"{condition}\"]");
        crate::STYLE.contains(&rule)
    }

    #[test]
    fn the_style_sheet_has_a_rule_for_as_many_controls_as_a_guide_may_have() {
        let answers = (0..Decision::ANSWERS).map(answer);
        let controls = answers
            .clone()
            .chain(answers.map(|answer| most(&answer)))
            .chain((0..Decision::LEANINGS).map(leaning))
            .chain((0..Decision::LEVELS).map(level))
            .chain((0..Decision::CHECKS).map(no))
            .chain((0..Decision::QUESTIONS).map(question));
        for condition in controls {
            let ticked = format!("#tick-{condition}:checked");
            assert!(has_rule(&ticked, &condition), "{condition}");
        }
        for condition in ["m13", "w13", "l9", "s5", "n5", "q11"] {
            let ticked = format!("#tick-{condition}:checked");
            assert!(!has_rule(&ticked, condition), "{condition}");
        }
        assert!(has_rule("#tick-own:not(:placeholder-shown)", OWN));
    }
}
