//! The rules, one file for each kind.

use contract::guide::{Block, Cell, Comparison, Row};
use contract::{Clinic, Guide};
use time::Date;

use crate::criteria::CriterionResult;
use crate::readability::Measure;
use crate::{Diagnostic, GuideFile, Passage, Scale};
use claim::Claimed;
pub use sources::day;

pub mod balance;
pub mod cells;
pub mod claim;
mod clinic_name;
mod clinic_notes;
mod criteria;
pub mod detail;
mod extent;
pub mod frames;
pub mod likeness;
mod reader;
pub mod reading;
pub mod sources;
mod structure;
mod translation;
mod wording;

/// What every rule is given: the file, and what was computed from it before.
pub struct LintContext<'a> {
    pub clinic: Option<&'a Clinic>,
    pub file: &'a GuideFile,
    pub others: &'a [GuideFile],
    pub today: Date,
    pub scale: Option<Scale>,
    pub passages: &'a [(Passage, Option<Measure>)],
    /// What became of the guide's claim on how hard it is to read.
    pub claimed: Claimed,
    pub criteria: &'a [CriterionResult],
}

/// What all rules report.
pub fn diagnostics(context: &LintContext<'_>) -> Vec<Diagnostic> {
    let rules: [fn(&LintContext<'_>, &mut Vec<Diagnostic>); 16] = [
        structure::check,
        extent::check,
        sources::check,
        cells::check,
        balance::check,
        detail::check,
        likeness::check,
        frames::check,
        reading::check,
        claim::check,
        wording::check,
        translation::check,
        criteria::check,
        reader::check,
        clinic_name::check,
        clinic_notes::check,
    ];
    let mut found = Vec::new();
    for rule in rules {
        rule(context, &mut found);
    }
    // A word that stands twice in a text is reported once.
    let mut seen = Vec::new();
    found.retain(|diagnostic| {
        let is_new = !seen.contains(diagnostic);
        seen.push(diagnostic.clone());
        is_new
    });
    found
}

impl<'a> LintContext<'a> {
    pub fn guide(&self) -> &'a Guide {
        self.file.guide()
    }
}

/// The side-by-side tables, with their paths.
pub fn comparisons(guide: &Guide) -> Vec<(String, &Comparison)> {
    let mut found = Vec::new();
    for (path, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            if let Block::Comparison(comparison) = block {
                found.push((format!("{path}[{index}]"), comparison));
            }
        }
    }
    found
}

/// The rows of the side-by-side tables, with their paths.
pub fn rows(guide: &Guide) -> Vec<(String, &Row)> {
    let rows = comparisons(guide).into_iter().flat_map(|(path, table)| {
        let rows = table.rows.iter().enumerate();
        rows.map(move |(index, row)| (format!("{path}.rows[{index}]"), row))
    });
    rows.collect()
}

/// The name of the option in this column.
fn option(guide: &Guide, column: usize) -> &str {
    let option = guide.options.get(column);
    option.map_or("", |option| &option.label)
}

/// The cells of a row, with their paths.
pub fn cells<'a>(path: &str, row: &'a Row) -> impl Iterator<Item = (String, &'a Cell)> {
    let cells = row.cells.iter().enumerate();
    cells.map(move |(index, cell)| (format!("{path}.cells[{index}]"), cell))
}

#[cfg(test)]
mod tests;
