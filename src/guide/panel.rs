//! The content of a section's panel.

use contract::Guide;

use crate::prose::Writer;
use markup::{Markup, html};

/// The section's heading (its tab's label), text and sources.
pub fn content(guide: &Guide, index: usize) -> Markup {
    let section = &guide.sections[index];
    let mut writer = Writer::new(guide, &section.id);
    let blocks = writer.blocks(&section.blocks);
    html::div()
        .class("content")
        .child(html::h2().text(&section.label))
        .children(blocks)
        .children(writer.sources())
}
