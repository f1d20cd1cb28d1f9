//! Both frames of a number: what reads as hope when so many get better reads as a warning when so
//! many do not.
//!
//! Asked of the answers that say what is good about an option, where one frame alone would tilt the
//! comparison. An outcome figure shows both.

use std::collections::HashSet;

use contract::Guide;
use contract::guide::{Block, Criterion, Outcome};

use super::sources::cites;
use super::{LintContext, cells, option, rows};
use crate::figures::Count;
use crate::{Diagnostic, figures, prose};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(one_sided(context.guide()));
}

/// Reports counts whose complement stands neither beside them nor in a figure from the same source.
pub fn one_sided(guide: &Guide) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, row) in rows(guide) {
        if !row.meets.contains(&Criterion::GoodPoints) {
            continue;
        }
        for (column, (path, cell)) in cells(&path, row).enumerate() {
            let text = prose::plain(&cell.text);
            let numbers = figures::numbers(&text);
            let sources = cites(&cell.text).collect();
            let single: Vec<_> = figures::counts(&text)
                .into_iter()
                .filter(|count| !numbers.contains(&rest(*count).to_string()))
                .filter(|count| !is_drawn(guide, *count, &sources))
                .collect();
            let Some(first) = single.first() else {
                continue;
            };
            let counts: Vec<_> = single.iter().map(|one| one.count.to_string()).collect();
            let rests: Vec<_> = single.iter().map(|one| rest(*one).to_string()).collect();
            found.push(Diagnostic::warning(
                path,
                format!(
                    "“{}”, {}: {} of {} stands in one frame only",
                    row.question,
                    option(guide, column),
                    counts.join(" and "),
                    first.of
                ),
                format!(
                    "Say the other frame too, such as “… and {} do not”, or draw it as an `outcome` \
                     with the same source.",
                    rests.join(" and ")
                ),
            ));
        }
    }
    found
}

/// How many it did not happen to.
fn rest(count: Count) -> u64 {
    count.of.saturating_sub(count.count)
}

/// Whether an outcome figure from one of the sources shows the count, and so the rest.
fn is_drawn(guide: &Guide, count: Count, sources: &HashSet<String>) -> bool {
    let blocks = guide.block_lists().flat_map(|(_, blocks)| blocks);
    let mut outcomes = blocks.filter_map(|block| match block {
        Block::Outcome(outcome) => Some(outcome),
        _ => None,
    });
    outcomes.any(|outcome| shows(outcome, count) && is_from(outcome, sources))
}

fn shows(outcome: &Outcome, count: Count) -> bool {
    let mut arms = outcome.studies.iter().flat_map(|study| &study.arms);
    u64::from(outcome.of) == count.of
        && arms.any(|arm| {
            let drawn = arm.count.map(u64::from);
            drawn == Some(count.count) || drawn == Some(rest(count))
        })
}

fn is_from(outcome: &Outcome, sources: &HashSet<String>) -> bool {
    let titles = outcome.studies.iter().map(|study| &study.title);
    let mut texts = titles.chain([&outcome.caption]);
    texts.any(|text| cites(text).any(|id| sources.contains(&id)))
}
