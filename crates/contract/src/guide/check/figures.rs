//! Figures: what is drawn adds up, and the words beside it say the same.

use super::{Checker, value};
use crate::guide::block::{Course, Outcome, Step, Timeline};

/// The most visits of one kind that a line has room for.
const VISITS: u8 = 20;

impl Checker<'_> {
    pub(super) fn figure_words(&mut self) {
        let words = &self.guide.figures.count;
        if !(words.contains("{count}") && words.contains("{of}")) {
            let what = "the words need `{count}` and `{of}`, which stand for the two numbers";
            self.add("figures.count", what);
        }
    }

    pub(super) fn outcome(&mut self, path: &str, outcome: &Outcome) {
        let of = outcome.of;
        if !(1..=100).contains(&of) && of != 1000 {
            let what = format!("{of} people cannot be drawn; there is room for 1 to 100, or 1000");
            self.add(format!("{path}.of"), what);
        }
        let what = "an outcome needs at least one study; where none was found, one arm without \
                    a count";
        self.some(&format!("{path}.studies"), &outcome.studies, what);
        for (index, study) in outcome.studies.iter().enumerate() {
            let path = format!("{path}.studies[{index}].arms");
            self.some(&path, &study.arms, "a study needs at least one arm");
            for (index, arm) in study.arms.iter().enumerate() {
                if let Some(count) = arm.count.filter(|count| *count > of) {
                    let what = format!("{count} of {of} people is too many; it can be 0 to {of}");
                    self.add(format!("{path}[{index}].count"), what);
                }
            }
        }
    }

    pub(super) fn timeline(&mut self, path: &str, timeline: &Timeline) {
        let path = format!("{path}.events");
        let what = "a timeline needs at least one event";
        self.some(&path, &timeline.events, what);
        let mut before = "";
        for (index, event) in timeline.events.iter().enumerate() {
            let (day, path) = (&event.day, format!("{path}[{index}].day"));
            if !value::is_moment(day) {
                let what = format!(
                    "`{day}` is no day, month or year; write it as 2026-11-24, 2026-11 or 2026"
                );
                self.add(path, what);
            } else if day.as_str() < before {
                let what = format!("{day} comes before {before}; put the earliest event first");
                self.add(path, what);
            } else {
                before = day;
            }
        }
    }

    pub(super) fn course(&mut self, path: &str, course: &Course) {
        let path = format!("{path}.steps");
        let what = "a course needs at least one step";
        self.some(&path, &course.steps, what);
        for (index, step) in course.steps.iter().enumerate() {
            self.step(&format!("{path}[{index}]"), step);
        }
    }

    fn step(&mut self, path: &str, step: &Step) {
        let Step { count, minutes, .. } = *step;
        if !(1..=VISITS).contains(&count) {
            let what = format!("{count} visits cannot be drawn; there is room for 1 to {VISITS}");
            self.add(format!("{path}.count"), what);
        }
        if minutes == 0 {
            let what = "a visit takes at least one minute";
            self.add(format!("{path}.minutes"), what);
        }
        if !step.label.contains("{count}") {
            let what = "the words need `{count}`, which stands for how many there are";
            self.add(format!("{path}.label"), what);
        }
        let hours = (minutes % 60 == 0).then_some(minutes / 60);
        let mut stated = step.each.split(|c: char| !c.is_ascii_digit());
        if !stated.any(|stated| {
            stated
                .parse()
                .is_ok_and(|stated| stated == minutes || Some(stated) == hours)
        }) {
            let what = format!(
                "the words must say how long each takes, in digits: {minutes} minutes, or the same \
                 in hours"
            );
            self.add(format!("{path}.each"), what);
        }
    }
}
