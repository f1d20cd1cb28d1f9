//! The opening: the question, a short answer, the author and the date.

use contract::Guide;

use super::languages::languages;
use crate::markup::{Markup, element};
use crate::prose::Writer;

/// The opening. The same before and after hydration.
pub fn opening(guide: &Guide) -> Markup {
    let words = &guide.interface;
    let about = &guide.about;
    let byline = element("p")
        .class("byline")
        .text(format!("{} {}", words.written_by, about.written_by))
        .child(
            element("span")
                .class("dot")
                .with("aria-hidden", "true")
                .text(" · "),
        )
        .text(format!("{} ", words.updated))
        .child(day(&about.updated, &about.updated_words));
    let actions = element("p")
        .class("actions")
        .child(
            element("a")
                .class("button")
                .with("part", "button")
                .with("href", "#consultation")
                .text(&guide.consultation.heading),
        )
        .child(
            element("a")
                .with("href", "#help")
                .class("help-link")
                .text(&guide.help.link),
        );
    let answer = element("p").class("answer");
    element("header")
        .class("opening")
        .children(languages(guide))
        .child(element("h1").text(&guide.title))
        .child(Writer::new(guide, "opening").inline(answer, &guide.answer))
        .child(byline)
        .child(actions)
}

/// A date in words, with its ISO form in `datetime`.
pub fn day(date: &str, words: &str) -> Markup {
    element("time").with("datetime", date).text(words)
}
