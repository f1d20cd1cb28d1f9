//! The rules, one file for each kind.

use contract::Guide;
use contract::guide::{Block, Cell, Comparison, Row};
use time::Date;

use crate::criteria::Verdict;
use crate::readability::Measure;
use crate::{Finding, Manuscript, Passage, Scale};
pub use sources::day;

pub mod balance;
mod cells;
mod criteria;
mod extent;
pub mod likeness;
pub mod reading;
mod reviews;
mod sources;
mod structure;
mod translation;
mod wording;

/// What lies on the editor's desk: the file, and what was found out about it beforehand.
pub struct Desk<'a> {
    pub manuscript: &'a Manuscript,
    pub others: &'a [Manuscript],
    pub today: Date,
    pub scale: Option<Scale>,
    pub passages: &'a [(Passage, Option<Measure>)],
    pub verdicts: &'a [Verdict],
}

/// What every rule finds.
pub fn findings(desk: &Desk<'_>) -> Vec<Finding> {
    let rules: [fn(&Desk<'_>, &mut Vec<Finding>); 11] = [
        structure::check,
        extent::check,
        sources::check,
        cells::check,
        balance::check,
        likeness::check,
        reading::check,
        wording::check,
        translation::check,
        criteria::check,
        reviews::check,
    ];
    let mut found = Vec::new();
    for rule in rules {
        rule(desk, &mut found);
    }
    // A word twice in a text is one thing to mend.
    let mut seen = Vec::new();
    found.retain(|finding| {
        let is_new = !seen.contains(finding);
        seen.push(finding.clone());
        is_new
    });
    found
}

impl<'a> Desk<'a> {
    fn guide(&self) -> &'a Guide {
        self.manuscript.guide()
    }
}

/// The side-by-side tables, with their places.
pub fn comparisons(guide: &Guide) -> Vec<(String, &Comparison)> {
    let mut found = Vec::new();
    for (place, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            if let Block::Comparison(comparison) = block {
                found.push((format!("{place}[{index}]"), comparison));
            }
        }
    }
    found
}

/// The rows of the side-by-side tables, with their places.
pub fn rows(guide: &Guide) -> Vec<(String, &Row)> {
    let rows = comparisons(guide).into_iter().flat_map(|(place, table)| {
        let rows = table.rows.iter().enumerate();
        rows.map(move |(index, row)| (format!("{place}.rows[{index}]"), row))
    });
    rows.collect()
}

/// The name of the option in this column.
fn option(guide: &Guide, column: usize) -> &str {
    let option = guide.options.get(column);
    option.map_or("", |option| &option.label)
}

/// The cells of a row, with their places.
pub fn cells<'a>(place: &str, row: &'a Row) -> impl Iterator<Item = (String, &'a Cell)> {
    let cells = row.cells.iter().enumerate();
    cells.map(move |(index, cell)| (format!("{place}.cells[{index}]"), cell))
}

#[cfg(test)]
mod tests;
