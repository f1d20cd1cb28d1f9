//! The paths that show that a criterion is met; none if it is not.

use contract::Guide;
use contract::guide::{Block, Cell, Criterion};
use contract::inline::{self, Inline};
use serde_json::Value;

use crate::rules::{balance, likeness, rows};
use crate::{figures, rules};

/// Where a text or a row is marked with the criterion.
pub fn marked(guide: &Guide, criterion: Criterion) -> Vec<String> {
    let mut paths = Vec::new();
    for (list, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            if block.meets().contains(&criterion) {
                paths.push(format!("{list}[{index}]"));
            }
        }
    }
    let rows = rows(guide).into_iter();
    let rows = rows.filter(|(_, row)| row.meets.contains(&criterion));
    paths.extend(rows.map(|(path, _)| path));
    paths.extend(part(guide, criterion));
    paths
}

/// The part of the guide that is there for the criterion alone, by its name in the file, so that
/// this need not know how the part is built.
fn part(guide: &Guide, criterion: Criterion) -> Option<String> {
    let name = match criterion {
        Criterion::Values => "aspects",
        Criterion::Steps => "steps",
        Criterion::Questions => "questions",
        _ => return None,
    };
    let guide = serde_json::to_value(guide).unwrap_or(Value::Null);
    let part = guide.get("decision")?.get(name);
    part.map(|_| format!("decision.{name}"))
}

/// The path if the condition holds.
fn at(path: &str, so: bool) -> Vec<String> {
    so.then(|| path.to_owned()).into_iter().collect()
}

/// All cells of the side-by-side tables.
fn cells(guide: &Guide) -> Vec<&Cell> {
    rows(guide)
        .into_iter()
        .flat_map(|(_, row)| &row.cells)
        .collect()
}

/// The cells that hold a count, with their paths.
fn counting(guide: &Guide) -> Vec<(String, &Cell)> {
    let rows = rows(guide).into_iter();
    let cells = rows.flat_map(|(path, row)| rules::cells(&path, row).collect::<Vec<_>>());
    cells
        .filter(|(_, cell)| !figures::counts(&cell.text).is_empty())
        .collect()
}

pub fn options(guide: &Guide) -> Vec<String> {
    let described = guide.options.len() > 1 && !cells(guide).is_empty();
    at("options", described)
}

pub fn balance(guide: &Guide) -> Vec<String> {
    at(
        "options",
        !cells(guide).is_empty() && balance::unfairness(guide).is_empty(),
    )
}

pub fn citations(guide: &Guide) -> Vec<String> {
    let cites = |cell: &&Cell| {
        let pieces = inline::parse(&cell.text).unwrap_or_default();
        pieces.iter().any(|piece| matches!(piece, Inline::Cite(_)))
    };
    at("sources", cells(guide).iter().any(cites))
}

pub fn day(guide: &Guide) -> Vec<String> {
    at("about.updated", rules::day(&guide.about.updated).is_some())
}

pub fn certainty(guide: &Guide) -> Vec<String> {
    let cells = cells(guide);
    let all = cells.iter().all(|cell| cell.certainty.is_some());
    at("certainty", all && !cells.is_empty())
}

pub fn comparable(guide: &Guide) -> Vec<String> {
    let comparisons = rules::comparisons(guide).into_iter();
    let both = comparisons.filter(|(_, comparison)| {
        let has = |criterion| {
            comparison
                .rows
                .iter()
                .any(|row| row.meets.contains(&criterion))
        };
        has(Criterion::GoodPoints) && has(Criterion::BadPoints)
    });
    both.map(|(path, _)| path).collect()
}

pub fn chances(guide: &Guide) -> Vec<String> {
    let good = marked(guide, Criterion::GoodPoints);
    let in_good = |path: &String| good.iter().any(|row| path.starts_with(row));
    let paths = counting(guide).into_iter().map(|(path, _)| path);
    paths.filter(in_good).collect()
}

pub fn people(guide: &Guide) -> Vec<String> {
    let counting = counting(guide);
    if counting.iter().any(|(_, cell)| cell.measured_in.is_none()) {
        return Vec::new();
    }
    counting.into_iter().map(|(path, _)| path).collect()
}

pub fn rates(guide: &Guide) -> Vec<String> {
    counting(guide).into_iter().map(|(path, _)| path).collect()
}

pub fn spans(guide: &Guide) -> Vec<String> {
    let counting = counting(guide);
    if counting.iter().any(|(_, cell)| cell.over.is_none()) || !likeness::spans(guide).is_empty() {
        return Vec::new();
    }
    counting.into_iter().map(|(path, _)| path).collect()
}

pub fn denominators(guide: &Guide) -> Vec<String> {
    match likeness::denominators(guide).is_empty() {
        true => rates(guide),
        false => Vec::new(),
    }
}

pub fn views(guide: &Guide) -> Vec<String> {
    let mut paths = Vec::new();
    for (list, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            if is_picture(block) {
                paths.push(format!("{list}[{index}]"));
            }
        }
    }
    paths
}

/// By its name in the file, so that this need not know every kind of block.
fn is_picture(block: &Block) -> bool {
    let value = serde_json::to_value(block).unwrap_or(Value::Null);
    value.get("outcome").is_some()
}
