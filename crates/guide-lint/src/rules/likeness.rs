//! Numbers that stand side by side can be set against each other: out of as many, over the same
//! time.

use std::collections::BTreeSet;

use contract::guide::Block;
use contract::{Guide, Marked};

use super::{LintContext, comparisons};
use crate::{Diagnostic, figures};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(denominators(context.guide()));
    found.extend(spans(context.guide()));
}

/// Rows whose numbers are over different times, where the table does not say why.
pub fn spans(guide: &Guide) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, comparison) in comparisons(guide) {
        for (index, row) in comparison.rows.iter().enumerate() {
            let cells = row.cells.iter();
            let counting = cells.filter(|cell| !figures::counts(&cell.text).is_empty());
            let spans: BTreeSet<_> = counting.filter_map(|cell| cell.over.as_deref()).collect();
            if spans.len() > 1 && comparison.differences.is_none() {
                let spans = spans.into_iter().collect::<Vec<_>>().join("; ");
                found.push(Diagnostic::warning(
                    format!("{path}.rows[{index}]"),
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
pub fn denominators(guide: &Guide) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, comparison) in comparisons(guide) {
        for (index, row) in comparison.rows.iter().enumerate() {
            let texts = row.cells.iter().map(|cell| cell.text.as_str());
            let what = format!("“{}”", row.question);
            found.extend(different(&format!("{path}.rows[{index}]"), &what, texts));
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

fn different<'a>(
    path: &str,
    what: &str,
    texts: impl Iterator<Item = &'a str>,
) -> Option<Diagnostic> {
    let counts = texts.flat_map(figures::counts);
    let different: BTreeSet<_> = counts.map(|count| count.of).collect();
    (different.len() > 1).then(|| {
        let different: Vec<_> = different.iter().map(u64::to_string).collect();
        Diagnostic::warning(
            path,
            format!("{what} counts out of {}", different.join(" and out of ")),
            "Count out of the same number everywhere, best out of 100.",
        )
    })
}
