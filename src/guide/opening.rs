//! The opening: the question, a short answer, the author and the date.

use contract::Guide;

use super::languages::languages;
use crate::clinic;
use crate::prose::Writer;
use markup::{Markup, html};

/// The opening. The same before and after hydration.
pub fn opening(guide: &Guide) -> Markup {
    let words = &guide.interface;
    let about = &guide.about;
    let byline = html::p()
        .class("byline")
        .text(format!("{} {}", words.written_by, about.written_by))
        .child(
            html::span()
                .class("dot")
                .attr("aria-hidden", "true")
                .text(" · "),
        )
        .text(format!("{} ", words.updated))
        .child(day(&about.updated, &about.updated_words));
    let actions = html::p()
        .class("actions")
        .child(
            html::a()
                .class("button")
                .attr("part", "button")
                .attr("href", "#consultation")
                .text(&guide.consultation.heading),
        )
        .child(
            html::a()
                .attr("href", "#help")
                .class("help-link")
                .text(&guide.help.link),
        );
    let answer = html::p().class("answer");
    html::header()
        .class("opening")
        .children(clinic::masthead(guide))
        .children(languages(guide))
        .child(html::h1().text(&guide.title))
        .child(Writer::new(guide, "opening").inline(answer, &guide.answer))
        .child(byline)
        .child(actions)
}

/// A date in words, with its ISO form in `datetime`.
pub fn day(date: &str, words: &str) -> Markup {
    html::time().attr("datetime", date).text(words)
}
