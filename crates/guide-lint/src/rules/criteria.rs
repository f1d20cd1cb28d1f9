//! Without the qualifying criteria it is no decision aid, without the certifying ones it may do
//! harm.

use super::Desk;
use crate::{Finding, Group};

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    for verdict in desk.verdicts {
        let told = verdict.has_a_rule_of_its_own();
        if verdict.places.is_empty() && verdict.group != Group::Quality && !told {
            found.push(Finding::warning(
                "sections",
                format!(
                    "the criterion {} for decision aids is not met: {}",
                    verdict.id, verdict.wording
                ),
                verdict.advice(),
            ));
        }
    }
}
