//! A guide stays within the limits that are known to look right.

use contract::guide::Block;

use super::LintContext;
use crate::{Diagnostic, limits, prose};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let guide = context.guide();
    let mut most = |path: String, what: &str, count: usize, limit: usize, advice: &str| {
        if count > limit {
            let what = format!("there are {count} {what}; the page holds {limit}");
            found.push(Diagnostic::error(path, what, advice));
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
            let path = format!("{list}[{index}]");
            let rows = match block {
                Block::Table(table) => {
                    let advice = "Turn the table, or make two of it.";
                    let columns = format!("{path}.columns");
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
            most(format!("{path}.rows"), "rows", rows, limits::ROWS, advice);
        }
    }
    if guide.options.len() == 1 && limits::FEWEST_OPTIONS > 1 {
        found.push(Diagnostic::error(
            "options",
            "there is one option, so nothing is compared",
            "Add what else there is: usual care, or waiting.",
        ));
    }
    lengths(context, found);
}

fn lengths(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let guide = context.guide();
    let labels = guide.sections.iter().enumerate();
    let labels = labels.map(|(index, section)| {
        (
            format!("sections[{index}].label"),
            &section.label,
            limits::LABEL,
        )
    });
    let title = ("title".to_owned(), &guide.title, limits::TITLE);
    for (path, text, limit) in labels.chain([title]) {
        let length = text.chars().count();
        if length > limit {
            let what = format!("it has {length} characters; up to {limit} look right");
            found.push(Diagnostic::warning(path, what, "Shorten it."));
        }
    }
    for (path, text) in guide.every_text() {
        let text = prose::plain(text);
        let parts = text.split(|c: char| !c.is_alphanumeric());
        let longest = parts.max_by_key(|word| word.chars().count()).unwrap_or("");
        let length = longest.chars().count();
        if length > limits::WORD {
            let what = format!(
                "the word `{longest}` has {length} characters; a phone's screen holds {}",
                limits::WORD
            );
            found.push(Diagnostic::warning(
                path,
                what,
                "Use a shorter word, or a hyphen.",
            ));
        }
    }
}
