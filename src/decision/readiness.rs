//! Short questions. A no brings up what to ask a doctor or a therapist.

use contract::Guide;
use contract::guide::Check;

use super::controls::{choice, group, hint};
use super::show_when::{no, show_when};
use markup::{Markup, html};

/// The questions to take along, each with the condition of its no.
pub fn to_take(guide: &Guide) -> impl Iterator<Item = (String, &str)> {
    let items = guide.decision.readiness.items.iter().enumerate();
    items.map(|(index, item)| (no(index), item.take.as_str()))
}

/// The short questions.
pub fn readiness(guide: &Guide) -> Markup {
    let words = &guide.decision.readiness;
    let items = words.items.iter().enumerate();
    let items = items.map(|(index, item)| check(guide, index, item));
    html::div()
        .attr("role", "group")
        .attr("aria-labelledby", "ready-heading")
        .attr("aria-describedby", "hint-ready")
        .child(html::h3().attr("id", "ready-heading").text(&words.heading))
        .child(hint("hint-ready", &words.hint))
        .children(items)
}

fn check(guide: &Guide, index: usize, item: &Check) -> Markup {
    let words = &guide.decision.readiness;
    let name = format!("ready-{}", index + 1);
    let by = no(index);
    let take = html::p()
        .class("taken")
        .text(format!("{} ", words.take))
        .child(html::strong().text(&item.take));
    group(html::span().text(&item.question))
        .child(
            html::div()
                .class("either")
                .child(choice(&name, &format!("y{}", index + 1), &words.yes))
                .child(choice(&name, &by, &words.no)),
        )
        .child(show_when(html::div(), &[by]).child(take))
}
