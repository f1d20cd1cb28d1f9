//! The paths that show that a criterion is met; none if it is not.

use contract::Guide;
use contract::guide::{Block, Cell, Certainty, Criterion, Outcome};

use crate::rules::{balance, detail, frames, likeness, rows};
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
    paths
}

/// The texts at the paths, but notes for the clinic.
pub fn texts<'a>(guide: &'a Guide, paths: &[String]) -> Vec<&'a str> {
    let is_at = |path: &str, of: &str| {
        let rest = path.strip_prefix(of);
        rest.is_some_and(|rest| rest.starts_with(['.', '[']))
    };
    let texts = guide.every_text().into_iter();
    let texts = texts
        .filter(|(path, _)| !path.ends_with("review") && paths.iter().any(|of| is_at(path, of)));
    texts.map(|(_, text)| text).collect()
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
    let fair = balance::unfairness(guide).is_empty() && detail::inequality(guide).is_none();
    at("options", fair && !cells(guide).is_empty())
}

pub fn citations(guide: &Guide) -> Vec<String> {
    let cells = cells(guide);
    let all = cells.iter().all(|cell| rules::cells::is_sourced(cell));
    at("sources", all && !cells.is_empty())
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
    let rows = rows(guide).into_iter();
    let rows: Vec<_> = rows
        .filter(|(_, row)| row.meets.contains(&Criterion::GoodPoints))
        .collect();
    let counted = |column: usize| {
        let mut cells = rows.iter().filter_map(|(_, row)| row.cells.get(column));
        cells.any(|cell| !figures::counts(&cell.text).is_empty())
    };
    // Where nobody has counted, there is no chance to give.
    let unknown = |column: usize| {
        let mut cells = rows.iter().filter_map(|(_, row)| row.cells.get(column));
        cells.all(|cell| cell.certainty == Some(Certainty::Unknown))
    };
    let each = (0..guide.options.len()).all(|column| counted(column) || unknown(column));
    let paths = rows.iter().flat_map(|(path, row)| rules::cells(path, row));
    let paths = paths.filter(|(_, cell)| each && !figures::counts(&cell.text).is_empty());
    paths.map(|(path, _)| path).collect()
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

/// Pictures, where every number of the table can be read in both its frames.
pub fn views(guide: &Guide) -> Vec<String> {
    let mut paths = Vec::new();
    if !frames::one_sided(guide).is_empty() {
        return paths;
    }
    for (list, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            let counts = |outcome: &Outcome| {
                let mut arms = outcome.studies.iter().flat_map(|study| &study.arms);
                arms.any(|arm| arm.count.is_some())
            };
            if matches!(block, Block::Outcome(outcome) if counts(outcome)) {
                paths.push(format!("{list}[{index}]"));
            }
        }
    }
    paths
}

pub fn values(guide: &Guide) -> Vec<String> {
    at(
        "decision.aspects",
        guide.decision.answers().next().is_some(),
    )
}

pub fn steps(guide: &Guide) -> Vec<String> {
    at("decision.steps", !guide.decision.steps.is_empty())
}

pub fn questions(guide: &Guide) -> Vec<String> {
    at(
        "decision.questions",
        !guide.decision.questions.items.is_empty(),
    )
}
