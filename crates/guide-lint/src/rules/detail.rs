//! As much on each option in the whole guide: sections, figures, side-by-side tables, exercise.
//!
//! An answer of the table or of the exercise belongs to the option in whose place it stands. A
//! section belongs to the option whose id it has, and what stands below a heading with `option` to
//! that option. The rest is about all of them.

use contract::Guide;
use contract::guide::Block;

use super::{LintContext, balance, rows};
use crate::Diagnostic;

/// The option with the most words may have this many times those of the one with the fewest.
const FACTOR: usize = 2;

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let guide = context.guide();
    for (index, section) in guide.sections.iter().enumerate() {
        for (block, option) in section.blocks.iter().enumerate() {
            if let Block::Heading {
                option: Some(id), ..
            } = option
                && column(guide, id).is_none()
            {
                found.push(Diagnostic::error(
                    format!("sections[{index}].blocks[{block}].option"),
                    format!("no option has the id `{id}`"),
                    "Write the id of one of `options`.",
                ));
            }
        }
    }
    found.extend(inequality(guide));
}

/// Reports options that the guide says much less of than of another.
pub fn inequality(guide: &Guide) -> Option<Diagnostic> {
    let words = words(guide);
    let shortest = (0..words.len()).min_by_key(|column| words[*column])?;
    let longest = (0..words.len()).max_by_key(|column| words[*column])?;
    let name = |column: usize| {
        let label = &guide.options[column].label;
        format!("{label} has {} words", words[column])
    };
    (words[longest] > words[shortest] * FACTOR).then(|| {
        Diagnostic::warning(
            "options",
            format!(
                "over the whole guide {} and {}",
                name(longest),
                name(shortest)
            ),
            format!(
                "Write about as much on each: at most {FACTOR} times as many words. Text below a \
                 heading counts for an option that the heading names with `option`."
            ),
        )
    })
}

/// The words on each option, in the order of the options.
fn words(guide: &Guide) -> Vec<usize> {
    let mut words = vec![0; guide.options.len()];
    let mut add = |column: usize, text: &str| {
        if let Some(words) = words.get_mut(column) {
            *words += balance::length(text);
        }
    };
    for (_, row) in rows(guide) {
        for (column, cell) in row.cells.iter().enumerate() {
            add(column, &cell.text);
            add(column, cell.why.as_deref().unwrap_or_default());
        }
    }
    for answer in guide.decision.answers() {
        for (column, text) in answer.options.iter().enumerate() {
            add(column, text);
        }
    }
    let texts = guide.every_text();
    for (index, section) in guide.sections.iter().enumerate() {
        let own = column(guide, &section.id);
        let mut owner = own;
        for (block, content) in section.blocks.iter().enumerate() {
            if let Block::Heading { option, .. } = content {
                let named = option.as_ref().and_then(|id| column(guide, id));
                owner = named.or(own);
            }
            let Some(owner) = owner.filter(|_| !matches!(content, Block::Comparison(_))) else {
                continue;
            };
            let start = format!("sections[{index}].blocks[{block}].");
            let own = texts.iter().filter(|(path, _)| path.starts_with(&start));
            for (_, text) in own.filter(|(path, _)| !path.ends_with("review")) {
                add(owner, text);
            }
        }
    }
    words
}

/// The place of the option with this id.
fn column(guide: &Guide, id: &str) -> Option<usize> {
    guide.options.iter().position(|option| option.id == id)
}
