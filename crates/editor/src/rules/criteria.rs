//! Without the qualifying criteria it is no decision aid, without the certifying ones it may do
//! harm.

use super::Desk;
use crate::{Finding, Group};

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    for verdict in desk.verdicts {
        if verdict.places.is_empty() && verdict.group != Group::Quality {
            found.push(Finding::warning(
                "sections",
                format!(
                    "the {} criterion {} is not met: {}",
                    verdict.group.name(),
                    verdict.id,
                    verdict.wording
                ),
                verdict.advice(),
            ));
        }
    }
}
