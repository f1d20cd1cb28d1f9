//! Each answer of the side-by-side table says where it comes from and how sure anyone can be.

use contract::guide::Certainty;
use contract::inline::{self, Inline};

use super::{Desk, cells, option, rows};
use crate::{Finding, figures};

pub fn check(desk: &Desk<'_>, found: &mut Vec<Finding>) {
    for (place, row) in rows(desk.guide()) {
        for (column, (place, cell)) in cells(&place, row).enumerate() {
            let whose = format!("“{}”, {}", row.question, option(desk.guide(), column));
            let pieces = inline::parse(&cell.text).unwrap_or_default();
            // A link in the answer leads to where it can be read, as a citation does.
            let sourced = pieces
                .iter()
                .any(|piece| matches!(piece, Inline::Cite(_) | Inline::Link { .. }));
            // Of what nobody has studied there is nothing to cite.
            let unknown = cell.certainty == Some(Certainty::Unknown);
            if !sourced && !unknown {
                found.push(Finding::warning(
                    &place,
                    format!("{whose}: the answer cites no source"),
                    "Cite one, such as `[^T01]`, or say that it is not known with `\"certainty\": \
                     \"unknown\"`.",
                ));
            }
            if cell.certainty.is_none() {
                found.push(Finding::warning(
                    &place,
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
                    found.push(Finding::warning(
                        &place,
                        format!("{whose}: the answer gives a number and does not say {question}"),
                        format!("Add `{member}`."),
                    ));
                }
            }
        }
    }
}
