//! Figures: what is drawn adds up, and the words beside it say the same.

use super::{Report, value};
use crate::guide::block::{Course, Outcome, Step, Timeline};

/// The most visits of one kind that a line has room for.
const VISITS: u8 = 20;

impl Report<'_> {
    pub(super) fn figure_words(&mut self) {
        let words = &self.guide.figures.count;
        if !(words.contains("{count}") && words.contains("{of}")) {
            let what = "the words need `{count}` and `{of}`, which stand for the two numbers";
            self.add("figures.count", what);
        }
    }

    pub(super) fn outcome(&mut self, place: &str, outcome: &Outcome) {
        let of = outcome.of;
        if !(1..=100).contains(&of) {
            let what = format!("{of} people cannot be drawn; there is room for 1 to 100");
            self.add(format!("{place}.of"), what);
        }
        let what = "an outcome needs at least one study; where none was found, one arm without \
                    a count";
        self.some(&format!("{place}.studies"), &outcome.studies, what);
        for (index, study) in outcome.studies.iter().enumerate() {
            let place = format!("{place}.studies[{index}].arms");
            self.some(&place, &study.arms, "a study needs at least one arm");
            for (index, arm) in study.arms.iter().enumerate() {
                if let Some(count) = arm.count.filter(|count| *count > of) {
                    let what = format!("{count} of {of} people is too many; it can be 0 to {of}");
                    self.add(format!("{place}[{index}].count"), what);
                }
            }
        }
    }

    pub(super) fn timeline(&mut self, place: &str, timeline: &Timeline) {
        let place = format!("{place}.events");
        let what = "a timeline needs at least one event";
        self.some(&place, &timeline.events, what);
        let mut before = "";
        for (index, event) in timeline.events.iter().enumerate() {
            let (day, place) = (&event.day, format!("{place}[{index}].day"));
            if !value::is_moment(day) {
                let what = format!(
                    "`{day}` is no day, month or year; write it as 2026-11-24, 2026-11 or 2026"
                );
                self.add(place, what);
            } else if day.as_str() < before {
                let what = format!("{day} comes before {before}; put the earliest event first");
                self.add(place, what);
            } else {
                before = day;
            }
        }
    }

    pub(super) fn course(&mut self, place: &str, course: &Course) {
        let place = format!("{place}.steps");
        let what = "a course needs at least one step";
        self.some(&place, &course.steps, what);
        for (index, step) in course.steps.iter().enumerate() {
            self.step(&format!("{place}[{index}]"), step);
        }
    }

    fn step(&mut self, place: &str, step: &Step) {
        let Step { count, minutes, .. } = *step;
        if !(1..=VISITS).contains(&count) {
            let what = format!("{count} visits cannot be drawn; there is room for 1 to {VISITS}");
            self.add(format!("{place}.count"), what);
        }
        if minutes == 0 {
            let what = "a visit takes at least one minute";
            self.add(format!("{place}.minutes"), what);
        }
        if !step.label.contains("{count}") {
            let what = "the words need `{count}`, which stands for how many there are";
            self.add(format!("{place}.label"), what);
        }
        let hours = (minutes % 60 == 0).then_some(minutes / 60);
        let mut said = step.each.split(|c: char| !c.is_ascii_digit());
        if !said.any(|said| {
            said.parse()
                .is_ok_and(|said| said == minutes || Some(said) == hours)
        }) {
            let what = format!(
                "the words must say how long each takes, in digits: {minutes} minutes, or the same \
                 in hours"
            );
            self.add(format!("{place}.each"), what);
        }
    }
}
