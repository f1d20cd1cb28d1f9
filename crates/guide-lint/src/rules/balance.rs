//! Fair to every option: good and bad points of each, in equal detail.

use contract::Guide;
use contract::guide::{Criterion, Row};

use super::{LintContext, option, rows};
use crate::{Diagnostic, prose};

/// One answer of a row may have this many times the words of another.
const ROW_FACTOR: usize = 3;

/// Answers that differ by fewer words than this are equal enough.
const ROW_WORDS: usize = 15;

/// An option's good points may have this many times the words of its bad points, and the other way
/// round.
const POINTS_FACTOR: usize = 2;

/// What a reader has to learn of each option, and how the row is marked that says it.
const POINTS: [(&str, &str, Criterion); 2] = [
    ("good", "good-points", Criterion::GoodPoints),
    ("bad", "bad-points", Criterion::BadPoints),
];

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(unfairness(context.guide()));
}

/// Reports what is not fair to an option.
pub fn unfairness(guide: &Guide) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let rows = rows(guide);
    for (path, row) in &rows {
        found.extend(unequal(guide, path, row));
    }
    for (points, mark, criterion) in POINTS {
        if !rows.iter().any(|(_, row)| row.meets.contains(&criterion)) {
            found.push(Diagnostic::warning(
                "options",
                format!("no row says what is {points} about the options"),
                format!(
                    "Mark the row of the side-by-side table that does with `\"meets\": \
                     [\"{mark}\"]`, or write one."
                ),
            ));
        }
    }
    for (column, option) in guide.options.iter().enumerate() {
        let words = |criterion| {
            let rows = rows
                .iter()
                .filter(|(_, row)| row.meets.contains(&criterion));
            let cells = rows.filter_map(|(_, row)| row.cells.get(column));
            cells.map(|cell| length(&cell.text)).sum::<usize>()
        };
        let (good, bad) = (words(Criterion::GoodPoints), words(Criterion::BadPoints));
        let path = format!("options[{column}]");
        let (less, more) = (good.min(bad), good.max(bad));
        if less > 0 && more > less * POINTS_FACTOR {
            found.push(Diagnostic::warning(
                &path,
                format!(
                    "`{}` has {good} words on what is good and {bad} on what is bad",
                    option.label
                ),
                "Write about as much on both: at most twice as many words.",
            ));
        }
    }
    found
}

fn unequal(guide: &Guide, path: &str, row: &Row) -> Option<Diagnostic> {
    let lengths: Vec<_> = row.cells.iter().map(|cell| length(&cell.text)).collect();
    let shortest = (0..lengths.len()).min_by_key(|column| lengths[*column]);
    let longest = (0..lengths.len()).max_by_key(|column| lengths[*column]);
    let (shortest, longest) = (shortest?, longest?);
    let (less, more) = (lengths[shortest], lengths[longest]);
    (more > less * ROW_FACTOR && more - less > ROW_WORDS).then(|| {
        Diagnostic::warning(
            path,
            format!(
                "“{}”: {} has {more} words and {} has {less}",
                row.question,
                option(guide, longest),
                option(guide, shortest)
            ),
            format!("Give each option about as much: at most {ROW_FACTOR} times as many words."),
        )
    })
}

pub fn length(text: &str) -> usize {
    prose::words(&prose::plain(text)).count()
}
