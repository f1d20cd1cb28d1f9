//! A guide without the qualifying criteria is not a decision aid; one without the certifying criteria
//! may do harm.

use super::LintContext;
use crate::{Diagnostic, Group};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    for criterion in context.criteria {
        let is_reported = criterion.has_a_rule_of_its_own();
        if criterion.paths.is_empty() && criterion.group != Group::Quality && !is_reported {
            found.push(Diagnostic::warning(
                "sections",
                format!(
                    "the criterion {} for decision aids is not met: {}",
                    criterion.id, criterion.wording
                ),
                criterion.advice(),
            ));
        }
    }
}
