//! A guide without the qualifying criteria is not a decision aid; one without the certifying criteria
//! may do harm.

use super::LintContext;
use crate::criteria::Standing;
use crate::{Diagnostic, Group};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    for criterion in context.criteria {
        let Standing::NotMet(why) = &criterion.standing else {
            continue;
        };
        if criterion.group == Group::Quality || criterion.has_a_rule_of_its_own() {
            continue;
        }
        let wording = criterion.wording;
        let why = why
            .as_ref()
            .map_or(wording.to_owned(), |why| format!("{wording}. {why}"));
        found.push(Diagnostic::warning(
            criterion.paths.first().map_or("sections", |path| path),
            format!(
                "the criterion {} for decision aids is not met: {why}",
                criterion.id
            ),
            criterion.advice(),
        ));
    }
}
