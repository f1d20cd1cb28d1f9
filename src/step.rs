//! The parts below the tabs: each is folded until something leads into it.

use contract::Guide;

use markup::{Markup, html};

/// A part with its heading, which opens it. A link, an error or find-in-page that leads to `content`
/// opens it too.
pub fn step(open: bool, heading: fn(&Guide) -> Markup, content: Markup) -> Markup {
    html::details()
        .class("step")
        .attr("open", open)
        .inert(move |guide: &Guide| html::summary().child(heading(guide)))
        .child(content)
}
