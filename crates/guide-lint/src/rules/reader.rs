//! What readers ask for and no criterion of decision aids does: what it costs, and a word of warmth.

use contract::guide::{Block, Criterion};

use super::LintContext;
use crate::Diagnostic;

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let guide = context.guide();
    let comparisons = super::comparisons(guide);
    if let Some((path, _)) = comparisons.first() {
        let mut rows = comparisons.iter().flat_map(|(_, table)| &table.rows);
        if !rows.any(|row| row.meets.contains(&Criterion::Cost)) {
            found.push(Diagnostic::warning(
                path,
                "no row says what the options cost",
                "Add a row such as “What does it cost?”, and mark it with `\"meets\": [\"cost\"]`.",
            ));
        }
    }
    let blocks = guide.sections.iter().flat_map(|section| &section.blocks);
    let mut before = blocks.take_while(|block| !matches!(block, Block::Comparison(_)));
    if !before.any(|block| block.meets().contains(&Criterion::Warmth)) {
        found.push(Diagnostic::warning(
            "sections[0].blocks",
            "nothing before the side-by-side table is said with warmth",
            "Say that it can get better, or that it is nobody's fault, and mark the text with \
             `\"meets\": [\"warmth\"]`.",
        ));
    }
}
