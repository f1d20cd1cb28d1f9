//! The rules, one file for each kind.

use contract::Guide;
use contract::guide::{Block, Cell, Comparison, Row};
use time::Date;

use crate::criteria::Verdict;
use crate::readability::Measure;
use crate::{Finding, Manuscript, Passage, Scale};

mod balance;
mod cells;
mod criteria;
mod extent;
mod likeness;
mod reading;
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
    found
}

impl<'a> Desk<'a> {
    fn guide(&self) -> &'a Guide {
        self.manuscript.guide()
    }

    /// The side-by-side tables, with their places.
    fn comparisons(&self) -> Vec<(String, &'a Comparison)> {
        let mut found = Vec::new();
        for (place, blocks) in self.guide().block_lists() {
            for (index, block) in blocks.iter().enumerate() {
                if let Block::Comparison(comparison) = block {
                    found.push((format!("{place}[{index}]"), comparison));
                }
            }
        }
        found
    }

    /// The rows of the side-by-side tables, with their places.
    fn rows(&self) -> Vec<(String, &'a Row)> {
        let comparisons = self.comparisons().into_iter();
        let rows = comparisons.flat_map(|(place, comparison)| {
            let rows = comparison.rows.iter().enumerate();
            rows.map(move |(index, row)| (format!("{place}.rows[{index}]"), row))
        });
        rows.collect()
    }

    /// The name of the option in this column.
    fn option(&self, column: usize) -> &'a str {
        let option = self.guide().options.get(column);
        option.map_or("", |option| &option.label)
    }
}

/// The cells of a row, with their places.
fn cells<'a>(place: &str, row: &'a Row) -> impl Iterator<Item = (String, &'a Cell)> {
    let cells = row.cells.iter().enumerate();
    cells.map(move |(index, cell)| (format!("{place}.cells[{index}]"), cell))
}

#[cfg(test)]
mod tests;
