//! The device's clock and its timers.

use serde_json::json;

use super::Visitor;

/// Makes long waits ten or twenty times as short. The limit of a try is noted, and stays, so that a
/// busy machine keeps it too.
const HURRY: &str = "
    const before = window.setTimeout;
    window.limits = 0;
    window.setTimeout = (run, wait, ...rest) => {
        const limit = wait === 10000;
        if (limit) window.limits += 1;
        const hurried = limit ? window.limit ?? wait : wait > 250 ? wait / 20 : wait === 250 ? 25 : wait;
        return before(run, hurried, ...rest);
    };
";

/// Reads the limit from each try.
const PATIENT: &str = "
    const before = window.setTimeout;
    window.setTimeout = (run, wait, ...rest) => wait === 10000 ? 0 : before(run, wait, ...rest);
";

/// Sets the clock wrong by so many milliseconds.
const SET_WRONG: &str = "
    const [by] = arguments;
    const Right = Date;
    window.Date = class extends Right {
        constructor(...parts) { parts.length ? super(...parts) : super(Right.now() + by) }
        static now() { return Right.now() + by }
    };
";

const YEAR: f64 = 365.0 * 24.0 * 60.0 * 60.0 * 1000.0;

impl Visitor {
    /// Has a device whose time flies: long waits of the pages that are opened from now on are
    /// short.
    #[track_caller]
    pub fn has_fast_timers(&self) -> &Self {
        self.runs_before_each_page(HURRY)
    }

    /// Is in such a hurry on this page that a try without an answer is given up soon.
    #[track_caller]
    pub fn has_a_short_timeout(&self) -> &Self {
        self.runs("window.limit = 1000");
        self
    }

    /// Has pages that wait for an answer as long as the journey looks at them meanwhile.
    #[track_caller]
    pub fn has_no_timeout(&self) -> &Self {
        self.runs_before_each_page(PATIENT)
    }

    /// Each try so far was given ten seconds, and there were so many.
    #[track_caller]
    pub fn had_timeouts_of_ten_seconds(&self, tries: usize) -> &Self {
        assert_eq!(self.runs("return window.limits"), json!(tries), "limits");
        self
    }

    /// Has a device whose clock is wrong by so many years.
    #[track_caller]
    pub fn has_a_clock_wrong_by(&self, years: i8) -> &Self {
        self.runs_with(SET_WRONG, vec![json!(f64::from(years) * YEAR)]);
        self
    }
}
