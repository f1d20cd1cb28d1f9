//! Numbers that stand side by side can be set against each other: out of as many, over the same
//! time.

use std::collections::BTreeSet;

use contract::guide::Block;
use contract::{Guide, Marked};

use super::{Desk, comparisons};
use crate::{Finding, figures};

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    found.extend(denominators(desk.guide()));
    found.extend(spans(desk.guide()));
}

/// Rows whose numbers are over different times, where the table does not say why.
pub fn spans(guide: &Guide) -> Vec<Finding> {
    let mut found = Vec::new();
    for (place, comparison) in comparisons(guide) {
        for (index, row) in comparison.rows.iter().enumerate() {
            let cells = row.cells.iter();
            let counting = cells.filter(|cell| !figures::counts(&cell.text).is_empty());
            let spans: BTreeSet<_> = counting.filter_map(|cell| cell.over.as_deref()).collect();
            if spans.len() > 1 && comparison.differences.is_none() {
                let spans = spans.into_iter().collect::<Vec<_>>().join("; ");
                found.push(Finding::warning(
                    format!("{place}.rows[{index}]"),
                    format!(
                        "“{}”: the numbers are over different times: {spans}",
                        row.question
                    ),
                    "Give them over the same time, or say with `differences` of the table why the \
                     columns cannot be set against each other.",
                ));
            }
        }
    }
    found
}

/// Rows and tables of figures that count out of different numbers.
pub fn denominators(guide: &Guide) -> Vec<Finding> {
    let mut found = Vec::new();
    for (place, comparison) in comparisons(guide) {
        for (index, row) in comparison.rows.iter().enumerate() {
            let texts = row.cells.iter().map(|cell| cell.text.as_str());
            let what = format!("“{}”", row.question);
            found.extend(different(&format!("{place}.rows[{index}]"), &what, texts));
        }
    }
    for (list, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                let texts = table.rows.iter().flatten().map(Marked::as_str);
                found.extend(different(&format!("{list}[{index}]"), "the table", texts));
            }
        }
    }
    found
}

fn different<'a>(place: &str, what: &str, texts: impl Iterator<Item = &'a str>) -> Option<Finding> {
    let counts = texts.flat_map(figures::counts);
    let different: BTreeSet<_> = counts.map(|count| count.of).collect();
    (different.len() > 1).then(|| {
        let different: Vec<_> = different.iter().map(u64::to_string).collect();
        Finding::warning(
            place,
            format!("{what} counts out of {}", different.join(" and out of ")),
            "Count out of the same number everywhere, best out of 100.",
        )
    })
}
