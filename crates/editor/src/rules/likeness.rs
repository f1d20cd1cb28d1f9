//! Numbers that stand side by side can be set against each other: out of as many, over the same
//! time.

use std::collections::BTreeSet;

use contract::guide::Block;

use super::Desk;
use crate::{Finding, figures};

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    for (place, comparison) in desk.comparisons() {
        for (index, row) in comparison.rows.iter().enumerate() {
            let place = format!("{place}.rows[{index}]");
            let texts = row.cells.iter().map(|cell| cell.text.as_str());
            denominators(&place, &format!("“{}”", row.question), texts, found);
            let figures = row.cells.iter();
            let figures = figures.filter(|cell| !figures::counts(&cell.text).is_empty());
            let spans: BTreeSet<_> = figures.filter_map(|cell| cell.over.as_deref()).collect();
            if spans.len() > 1 && comparison.differences.is_none() {
                let spans = spans.into_iter().collect::<Vec<_>>().join("; ");
                found.push(Finding::warning(
                    &place,
                    format!("“{}”: the numbers are over different times: {spans}", row.question),
                    "Give them over the same time, or say with `differences` of the table why the \
                     columns cannot be set against each other.",
                ));
            }
        }
    }
    for (list, blocks) in desk.guide().block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                let cells = table.rows.iter().flatten().map(String::as_str);
                denominators(&format!("{list}[{index}]"), "the table", cells, found);
            }
        }
    }
}

fn denominators<'a>(
    place: &str,
    what: &str,
    texts: impl Iterator<Item = &'a str>,
    found: &mut Vec<Finding>,
) {
    let counts = texts.flat_map(figures::counts);
    let different: BTreeSet<_> = counts.map(|count| count.of).collect();
    if different.len() > 1 {
        let different: Vec<_> = different.iter().map(u64::to_string).collect();
        found.push(Finding::warning(
            place,
            format!("{what} counts out of {}", different.join(" and out of ")),
            "Count out of the same number everywhere, best out of 100.",
        ));
    }
}
