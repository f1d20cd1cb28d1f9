//! The copy that a visitor may keep of a request.

use contract::Guide;

use markup::{Markup, html};

/// The offer, and hidden the words of the file. `src/loader/hydrated.js` shows it once a request was
/// sent, and makes the file. Hidden before hydration: a native post is confirmed by a page without
/// anything personal.
pub fn receipt(guide: &Guide) -> Markup {
    let words = &guide.consultation.copy;
    // In the order that the script expects.
    let file = [
        &words.look,
        &words.title,
        &words.sent,
        &words.whole_reference,
        &words.withdraw,
        &words.given,
        &words.not_given,
        &words.private,
    ];
    let keep = html::button()
        .attr("type", "button")
        .class("button quiet")
        .attr("part", "button")
        .text(&words.keep);
    html::div()
        .class("receipt")
        .attr("hidden", true)
        .child(html::p().text(&words.caution))
        .child(keep)
        .child(html::output())
        .child(
            html::ul()
                .attr("hidden", true)
                .children(file.map(|text| html::li().text(text))),
        )
}
