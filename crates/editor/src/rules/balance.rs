//! Fair to every option: good and bad points of each, in equal detail.

use contract::guide::{Criterion, Row};

use super::Desk;
use crate::{Finding, prose};

/// One answer of a row may have this many times the words of another.
const ROW_FACTOR: usize = 3;

/// Answers that differ by fewer words than this are equal enough.
const ROW_WORDS: usize = 15;

/// An option's good points may have this many times the words of its bad points, and the other way
/// round.
const POINTS_FACTOR: usize = 2;

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    let rows = desk.rows();
    for (place, row) in &rows {
        equal_in_row(desk, place, row, found);
    }
    let options = desk.guide().options.iter().enumerate();
    for (column, option) in options {
        let words = |criterion| {
            let rows = rows.iter().filter(|(_, row)| row.meets.contains(&criterion));
            let cells = rows.filter_map(|(_, row)| row.cells.get(column));
            cells.map(|cell| length(&cell.text)).sum::<usize>()
        };
        let (good, bad) = (words(Criterion::GoodPoints), words(Criterion::BadPoints));
        let place = format!("options[{column}]");
        for (points, mark, count) in [("good", "good-points", good), ("bad", "bad-points", bad)] {
            if count == 0 {
                found.push(Finding::warning(
                    &place,
                    format!("no row says what is {points} about `{}`", option.label),
                    format!(
                        "Mark the row of the side-by-side table that does with `\"meets\": \
                         [\"{mark}\"]`, or write one."
                    ),
                ));
            }
        }
        let (less, more) = (good.min(bad), good.max(bad));
        if less > 0 && more > less * POINTS_FACTOR {
            found.push(Finding::warning(
                &place,
                format!(
                    "`{}` has {good} words on what is good and {bad} on what is bad",
                    option.label
                ),
                "Write about as much on both: at most twice as many words.",
            ));
        }
    }
}

fn equal_in_row(desk: &Desk<'_>, place: &str, row: &Row, found: &mut Vec<Finding>) {
    let lengths: Vec<_> = row.cells.iter().map(|cell| length(&cell.text)).collect();
    let shortest = (0..lengths.len()).min_by_key(|column| lengths[*column]);
    let longest = (0..lengths.len()).max_by_key(|column| lengths[*column]);
    let (Some(shortest), Some(longest)) = (shortest, longest) else {
        return;
    };
    let (less, more) = (lengths[shortest], lengths[longest]);
    if more > less * ROW_FACTOR && more - less > ROW_WORDS {
        found.push(Finding::warning(
            place,
            format!(
                "“{}”: {} has {more} words and {} has {less}",
                row.question,
                desk.option(longest),
                desk.option(shortest)
            ),
            format!("Give each option about as much: at most {ROW_FACTOR} times as many words."),
        ));
    }
}

fn length(text: &str) -> usize {
    prose::words(&prose::plain(text)).count()
}
