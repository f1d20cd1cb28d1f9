//! Events along a line.

use contract::guide::{Event, Timeline};

use super::Writer;
use markup::{Markup, html};

impl Writer<'_> {
    /// An ordered list; the style sheet draws the line. Safari drops the role of a list without
    /// markers, so it is written out.
    pub(super) fn timeline(&mut self, timeline: &Timeline) -> Markup {
        let events: Vec<_> = timeline.events.iter().map(|e| self.event(e)).collect();
        html::ol()
            .class("timeline")
            .attr("role", "list")
            .children(events)
    }

    fn event(&mut self, event: &Event) -> Markup {
        let date = html::time().attr("datetime", &event.day).text(&event.date);
        let item = html::li();
        let item = match event.expected {
            true => item.class("expected"),
            false => item,
        };
        item.child(date).child(self.line("p", &event.text))
    }
}
