//! Numbers that stand side by side can be set against each other: out of as many, over the same
//! time.

use std::collections::{BTreeSet, HashSet};

use contract::guide::Block;
use contract::{Guide, Marked};

use super::{LintContext, comparisons};
use crate::{Diagnostic, figures, numerals};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(denominators(context.guide()));
    found.extend(spans(context.guide()));
}

/// Rows whose numbers are over different times, where the table does not say that they are.
pub fn spans(guide: &Guide) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, comparison) in comparisons(guide) {
        let differences = comparison.differences.as_deref();
        if differences.is_some_and(says_times_differ) {
            continue;
        }
        for (index, row) in comparison.rows.iter().enumerate() {
            let cells = row.cells.iter();
            let counting = cells.filter(|cell| !figures::counts(&cell.text).is_empty());
            let spans: BTreeSet<_> = counting.filter_map(|cell| cell.over.as_deref()).collect();
            let times: HashSet<_> = spans
                .iter()
                .map(|span| Span::read(&guide.language, span))
                .collect();
            if times.len() > 1 {
                let spans = spans.into_iter().collect::<Vec<_>>().join("; ");
                found.push(Diagnostic::warning(
                    format!("{path}.rows[{index}]"),
                    format!(
                        "“{}”: the numbers are over different times: {spans}",
                        row.question
                    ),
                    "Give them over the same time, or say with `differences` of the table that the \
                     times differ.",
                ));
            }
        }
    }
    found
}

/// Words for time, without their plurals.
const TIMES: [&str; 14] = [
    "time",
    "day",
    "week",
    "month",
    "year",
    "long",
    "tiempo",
    "plazo",
    "día",
    "semana",
    "mes",
    "año",
    "duración",
    "momento",
];

fn says_times_differ(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let one = word.strip_suffix("es").filter(|one| TIMES.contains(one));
        TIMES.contains(&word) || one.is_some() || TIMES.contains(&word.trim_end_matches('s'))
    })
}

/// Over what time a number is.
#[derive(PartialEq, Eq, Hash)]
enum Span {
    /// So many days, however it is written: `18 weeks`, `about 18 weeks`.
    Days(Vec<u64>),
    /// In words, such as `during treatment`.
    Words(String),
}

impl Span {
    fn read(language: &str, text: &str) -> Self {
        let text = text.to_lowercase();
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let pairs = words.windows(2);
        let days = pairs.filter_map(|pair| {
            let unit = match pair[1] {
                "day" | "days" | "día" | "días" => 1,
                "week" | "weeks" | "semana" | "semanas" => 7,
                "month" | "months" | "mes" | "meses" => 30,
                "year" | "years" | "año" | "años" => 365,
                _ => return None,
            };
            let count = pair[0].parse().ok();
            let count = count.or_else(|| numerals::number(language, pair[0]))?;
            Some(unit * count)
        });
        let days: Vec<u64> = days.collect();
        match days.is_empty() {
            true => Self::Words(words.join(" ")),
            false => Self::Days(days),
        }
    }
}

/// Rows and tables of figures that count out of different numbers.
pub fn denominators(guide: &Guide) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, comparison) in comparisons(guide) {
        for (index, row) in comparison.rows.iter().enumerate() {
            let texts = row.cells.iter().map(|cell| cell.text.as_str());
            let what = format!("“{}”", row.question);
            found.extend(different(&format!("{path}.rows[{index}]"), &what, texts));
        }
    }
    for (list, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                let texts = table.rows.iter().flatten().map(Marked::as_str);
                found.extend(different(&format!("{list}[{index}]"), "the table", texts));
            }
        }
    }
    found
}

fn different<'a>(
    path: &str,
    what: &str,
    texts: impl Iterator<Item = &'a str>,
) -> Option<Diagnostic> {
    let counts = texts.flat_map(figures::counts);
    let different: BTreeSet<_> = counts.map(|count| count.of).collect();
    (different.len() > 1).then(|| {
        let different: Vec<_> = different.iter().map(u64::to_string).collect();
        Diagnostic::warning(
            path,
            format!("{what} counts out of {}", different.join(" and out of ")),
            "Count out of the same number everywhere, best out of 100.",
        )
    })
}
