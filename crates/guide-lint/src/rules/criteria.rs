//! Without the qualifying criteria it is no decision aid, without the certifying ones it may do
//! harm.

use super::LintContext;
use crate::{Diagnostic, Group};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    for criterion in context.criteria {
        let told = criterion.has_a_rule_of_its_own();
        if criterion.paths.is_empty() && criterion.group != Group::Quality && !told {
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
