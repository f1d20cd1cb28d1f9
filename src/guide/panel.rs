//! The content of a section's panel.

use contract::Guide;

use crate::decision;
use crate::prose::Writer;
use markup::{Markup, html};

/// The section's heading (its tab's label), text and sources.
pub fn content(guide: &Guide, index: usize) -> Markup {
    let section = &guide.sections[index];
    let mut writer = Writer::new(guide, &section.id);
    let blocks = writer.blocks(&section.blocks);
    let link = |id: &str, words: &String| {
        html::a()
            .attr("href", format_args!("#{id}"))
            .text(words.clone())
    };
    let talk = html::p()
        .class("talk")
        .child(link(decision::ID, &guide.decision.heading))
        .child(link("consultation", &guide.consultation.heading));
    html::div()
        .class("content")
        .child(html::h2().text(&section.label))
        .children(blocks)
        .child(talk)
        .children(writer.sources())
}
