//! The visits of a course of treatment, each as a bar as wide as the visit is long.

use std::fmt::Write;

use contract::guide::{Course, Step};

use super::Writer;
use markup::{Markup, html};

/// Minutes per unit of the drawing.
const MINUTES: u32 = 10;
/// The gap between two bars, in units.
const GAP: u32 = 3;
/// A bar's height, in units.
const BAR: u32 = 8;

impl Writer<'_> {
    /// An ordered list. Its words say everything that the bars show, so the drawing is hidden from
    /// screen readers.
    pub(super) fn course(&mut self, course: &Course) -> Markup {
        let width = course.steps.iter().map(width).max().unwrap_or_default();
        let steps = course.steps.iter().map(|step| {
            let name = html::p()
                .child(html::strong().text(step.counted()))
                .text(" ")
                .child(html::span().text(&step.each));
            html::li().child(name).child(bars(step, width))
        });
        html::figure()
            .class("course")
            .child(html::ol().attr("role", "list").children(steps))
            .child(self.line("figcaption", &course.caption))
    }
}

/// A bar's width: at least one that can be seen.
fn bar(step: &Step) -> u32 {
    (u32::from(step.minutes) / MINUTES).max(2)
}

/// The width of a step's bars, with the gaps and the stroke.
fn width(step: &Step) -> u32 {
    u32::from(step.count) * (bar(step) + GAP) - GAP + 1
}

fn bars(step: &Step, width: u32) -> Markup {
    let bar = bar(step);
    let mut path = "M1 1".to_owned();
    for visit in 0..step.count {
        if visit > 0 {
            // `write!` to a `String` cannot fail.
            let _ = write!(path, "m{} 0", bar + GAP);
        }
        let _ = write!(path, "h{bar}v{BAR}h-{bar}z");
    }
    let class = if step.main { "counted" } else { "others" };
    html::svg()
        .attr("viewBox", format_args!("0.6 0.6 {width} {}", BAR + 1))
        .attr("aria-hidden", "true")
        .child(html::path().class(class).attr("d", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(count: u8, minutes: u16) -> Step {
        Step {
            count,
            minutes,
            label: "{count} visits".into(),
            each: format!("{minutes} minutes"),
            main: false,
        }
    }

    #[test]
    fn each_visit_is_a_bar_as_long_as_it_takes() {
        let html = bars(&step(3, 90), 150).to_html();
        assert!(
            html.contains("d=\"M1 1h9v8h-9zm12 0h9v8h-9zm12 0h9v8h-9z\""),
            "{html}"
        );
        assert_eq!(width(&step(3, 90)), 34);
        assert_eq!(width(&step(3, 480)), 151);
    }

    #[test]
    fn a_short_visit_can_still_be_seen() {
        assert_eq!(bar(&step(1, 5)), 2);
    }
}
