//! Facts about the guide: who wrote it, for whom, when it is reviewed.

use contract::Guide;

use super::opening::day;
use crate::clinic;
use crate::prose::Writer;
use markup::{Markup, html};

/// About this guide, and the clinic's contact details. The same before and after hydration.
pub fn about(guide: &Guide) -> Markup {
    let about = &guide.about;
    let mut writer = Writer::new(guide, "about");
    let blocks = writer.blocks(&about.blocks);
    let author = html::p().text(format!(
        "{} {}.",
        guide.interface.written_by, about.written_by
    ));
    let review = html::p()
        .text(format!("{} ", guide.interface.next_review))
        .child(day(guide, &about.next_review));
    html::section()
        .class("about")
        .attr("id", "about")
        .attr("aria-labelledby", "about-heading")
        .child(html::h2().attr("id", "about-heading").text(&about.heading))
        .children(blocks)
        .child(author)
        .child(review)
        .child(clinic::contact(guide))
        .children(writer.sources())
}
