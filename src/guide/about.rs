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
    let review = html::p()
        .text(format!("{} ", guide.interface.next_review))
        .child(day(&about.next_review, &about.next_review_words));
    html::section()
        .class("about")
        .attr("id", "about")
        .attr("aria-labelledby", "about-heading")
        .child(html::h2().attr("id", "about-heading").text(&about.heading))
        .children(blocks)
        .child(review)
        .child(clinic::contact(guide))
        .children(writer.sources())
}
