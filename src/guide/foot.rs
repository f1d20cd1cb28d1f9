//! The bar at the foot of a narrow screen.

use contract::Guide;

use super::leave::link;
use markup::{Markup, html};

/// Links to the parts below the tabs, and the way out, from anywhere in the guide. The same before and
/// after hydration.
pub fn foot(guide: &Guide, exit: Option<&str>) -> Markup {
    let links = [
        ("what-matters", &guide.decision.heading),
        ("consultation", &guide.consultation.heading),
        ("help", &guide.help.link),
    ];
    let links = links.map(|(id, words)| {
        let link = html::a().attr("href", format_args!("#{id}"));
        html::li().child(link.text(words))
    });
    let leave = html::li().class("leave").child(link(guide, exit));
    html::nav()
        .class("foot")
        .attr("aria-label", &guide.interface.next_steps)
        .child(html::ul().children(links).child(leave))
}
