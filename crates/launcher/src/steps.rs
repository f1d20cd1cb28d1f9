//! Numbered steps.

use std::fmt;
use std::time::{Duration, Instant};

/// The steps of one command.
#[derive(Debug, Clone)]
pub struct Steps {
    of: usize,
    done: usize,
    begun: Instant,
}

/// A step that has begun. It says how long it took when it is [ended](Step::end).
#[derive(Debug)]
#[must_use = "a step that is not ended does not say how long it took"]
pub struct Step {
    begun: Instant,
}

impl Steps {
    /// `of` steps, of which `done` lie behind.
    pub fn new(of: usize, done: usize) -> Self {
        let begun = Instant::now();
        Self { of, done, begun }
    }

    /// Begins the next step and prints its number, what it does, and how long that is likely to
    /// take.
    pub fn begin(&mut self, what: &str, about: &str) -> Step {
        self.done += 1;
        eprintln!("[{}/{}] {what} ({about})", self.done, self.of);
        Step {
            begun: Instant::now(),
        }
    }

    /// How long all of them have taken so far.
    pub fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }
}

impl Step {
    /// Prints how long it took.
    pub fn end(self) {
        eprintln!("      done in {}", seconds(self.begun.elapsed()));
    }
}

/// A duration in the units that people use: `0.4 s`, `12 s`, `2 min 05 s`.
pub fn seconds(duration: Duration) -> impl fmt::Display {
    let whole = duration.as_secs();
    match whole {
        0..10 => format!("{:.1} s", duration.as_secs_f32()),
        10..60 => format!("{whole} s"),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_in_the_units_that_people_use() {
        let shown = |millis| seconds(Duration::from_millis(millis)).to_string();
        assert_eq!(shown(420), "0.4 s");
        assert_eq!(shown(12_700), "12 s");
        assert_eq!(shown(125_000), "2 min 05 s");
    }
}
