//! Each answer of the side-by-side table says where it comes from and how sure anyone can be.

use contract::guide::{Cell, Certainty};
use contract::inline::{self, Inline};

use super::{LintContext, cells, option, rows};
use crate::{Diagnostic, figures};

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    for (path, row) in rows(context.guide()) {
        for (column, (path, cell)) in cells(&path, row).enumerate() {
            let whose = format!("“{}”, {}", row.question, option(context.guide(), column));
            if !is_sourced(cell) {
                found.push(Diagnostic::warning(
                    &path,
                    format!("{whose}: the answer cites no source"),
                    "Cite one, such as `[^T01]`, or say that it is not known with `\"certainty\": \
                     \"unknown\"`.",
                ));
            }
            if cell.certainty.is_none() {
                found.push(Diagnostic::warning(
                    &path,
                    format!("{whose}: the answer does not say how sure anyone can be"),
                    "Add `certainty`: `high`, `moderate`, `low` or `unknown`.",
                ));
            }
            if figures::counts(&cell.text).is_empty() {
                continue;
            }
            for (member, value, question) in [
                ("measured_in", &cell.measured_in, "in whom it was measured"),
                ("over", &cell.over, "over what time"),
            ] {
                if value.is_none() {
                    found.push(Diagnostic::warning(
                        &path,
                        format!("{whose}: the answer gives a number and does not say {question}"),
                        format!("Add `{member}`."),
                    ));
                }
            }
        }
    }
}

/// Whether the answer says where it comes from. What has not been studied comes from nowhere.
pub fn is_sourced(cell: &Cell) -> bool {
    let pieces = inline::parse(&cell.text).unwrap_or_default();
    // A link in the answer is as good as a citation.
    let mut pieces = pieces.iter();
    let sourced = pieces.any(|piece| matches!(piece, Inline::Cite(_) | Inline::Link { .. }));
    sourced || cell.certainty == Some(Certainty::Unknown)
}
