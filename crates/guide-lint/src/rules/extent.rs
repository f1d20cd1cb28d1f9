//! A guide holds no more than is known to look right.

use contract::guide::Block;

use super::Desk;
use crate::{Finding, limits, prose};

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    let guide = desk.guide();
    let mut most = |place: String, what: &str, count: usize, limit: usize, advice: &str| {
        if count > limit {
            let what = format!("there are {count} {what}; the page holds {limit}");
            found.push(Finding::error(place, what, advice));
        }
    };
    let advice = "Merge sections: a seventh tab is not marked as chosen without scripts.";
    most(
        "sections".into(),
        "sections",
        guide.sections.len(),
        limits::SECTIONS,
        advice,
    );
    let advice = "Compare fewer, or write a second guide: more columns cannot be read.";
    most(
        "options".into(),
        "options",
        guide.options.len(),
        limits::OPTIONS,
        advice,
    );
    let advice = "Cite fewer: the best for each statement is enough.";
    most(
        "sources".into(),
        "sources",
        guide.sources.len(),
        limits::SOURCES,
        advice,
    );
    for (list, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            let place = format!("{list}[{index}]");
            let rows = match block {
                Block::Table(table) => {
                    let advice = "Turn the table, or make two of it.";
                    let columns = format!("{place}.columns");
                    most(
                        columns,
                        "columns",
                        table.columns.len(),
                        limits::COLUMNS,
                        advice,
                    );
                    table.rows.len()
                }
                Block::Comparison(comparison) => comparison.rows.len(),
                _ => continue,
            };
            let advice = "Leave out questions, or make two tables of it.";
            most(format!("{place}.rows"), "rows", rows, limits::ROWS, advice);
        }
    }
    if guide.options.len() == 1 && limits::FEWEST_OPTIONS > 1 {
        found.push(Finding::error(
            "options",
            "there is one option, so nothing is compared",
            "Add what else there is: usual care, or waiting.",
        ));
    }
    lengths(desk, found);
}

fn lengths(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    let guide = desk.guide();
    let labels = guide.sections.iter().enumerate();
    let labels = labels.map(|(index, section)| {
        (
            format!("sections[{index}].label"),
            &section.label,
            limits::LABEL,
        )
    });
    let title = ("title".to_owned(), &guide.title, limits::TITLE);
    for (place, text, limit) in labels.chain([title]) {
        let length = text.chars().count();
        if length > limit {
            let what = format!("it has {length} characters; up to {limit} look right");
            found.push(Finding::warning(place, what, "Shorten it."));
        }
    }
    for (place, text) in guide.every_text() {
        let text = prose::plain(text);
        let parts = text.split(|c: char| !c.is_alphanumeric());
        let longest = parts.max_by_key(|word| word.chars().count()).unwrap_or("");
        let length = longest.chars().count();
        if length > limits::WORD {
            let what = format!(
                "the word `{longest}` has {length} characters; a phone's screen holds {}",
                limits::WORD
            );
            found.push(Finding::warning(
                place,
                what,
                "Use a shorter word, or a hyphen.",
            ));
        }
    }
}
