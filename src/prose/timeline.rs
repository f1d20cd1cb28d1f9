//! Events along a line.

use contract::guide::{Event, Timeline};

use super::Writer;
use crate::markup::{Markup, element};

impl Writer<'_> {
    /// An ordered list; the style sheet draws the line. Safari drops the role of a list without
    /// markers, so it is written out.
    pub(super) fn timeline(&mut self, timeline: &Timeline) -> Markup {
        let events: Vec<_> = timeline.events.iter().map(|e| self.event(e)).collect();
        element("ol")
            .class("timeline")
            .with("role", "list")
            .children(events)
    }

    fn event(&mut self, event: &Event) -> Markup {
        let date = element("time")
            .with("datetime", &event.day)
            .text(&event.date);
        let item = element("li");
        let item = match event.expected {
            true => item.class("expected"),
            false => item,
        };
        item.child(date).child(self.line("p", &event.text))
    }
}
