//! Facts about the guide: who wrote it, for whom, when it is reviewed.

use contract::Guide;

use super::opening::day;
use crate::clinic;
use crate::markup::{Markup, element};
use crate::prose::Writer;

/// About this guide, and the clinic's contact details. The same before and after hydration.
pub fn about(guide: &Guide) -> Markup {
    let about = &guide.about;
    let mut writer = Writer::new(guide, "about");
    let blocks = writer.blocks(&about.blocks);
    let review = element("p")
        .text(format!("{} ", guide.interface.next_review))
        .child(day(&about.next_review, &about.next_review_words));
    element("section")
        .class("about")
        .with("id", "about")
        .with("aria-labelledby", "about-heading")
        .child(
            element("h2")
                .with("id", "about-heading")
                .text(&about.heading),
        )
        .children(blocks)
        .child(review)
        .child(clinic::contact(guide))
        .children(writer.sources())
}
