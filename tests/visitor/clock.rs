//! The clock and the timers of the device.

use serde_json::json;

use super::Visitor;

/// Shortens long timers to a tenth or a twentieth. The timeout of a try keeps its length, also on a
/// busy machine, and is counted.
const FAST_TIMERS: &str = "
    const before = window.setTimeout;
    window.limits = 0;
    window.setTimeout = (run, wait, ...rest) => {
        const limit = wait === 10000;
        if (limit) window.limits += 1;
        const hurried = limit ? window.limit ?? wait : wait > 250 ? wait / 20 : wait === 250 ? 25 : wait;
        return before(run, hurried, ...rest);
    };
";

/// Removes the timeout of tries.
const NO_TIMEOUT: &str = "
    const before = window.setTimeout;
    window.setTimeout = (run, wait, ...rest) => wait === 10000 ? 0 : before(run, wait, ...rest);
";

/// Sets the clock wrong by milliseconds.
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
    /// Long timers are short on the pages that are opened from now on.
    #[track_caller]
    pub fn has_fast_timers(&self) -> &Self {
        self.runs_before_each_page(FAST_TIMERS)
    }

    /// With fast timers: the timeout of a try is one second.
    #[track_caller]
    pub fn has_a_short_timeout(&self) -> &Self {
        self.runs("window.limit = 1000");
        self
    }

    /// With fast timers: the timeout is one second from the start of each page.
    #[track_caller]
    pub fn has_short_timeouts(&self) -> &Self {
        self.runs_before_each_page("window.limit = 1000")
    }

    /// Tries have no timeout, so a journey can look at a pending request for any time.
    #[track_caller]
    pub fn has_no_timeout(&self) -> &Self {
        self.runs_before_each_page(NO_TIMEOUT)
    }

    /// The page made this number of tries with a timeout of ten seconds.
    #[track_caller]
    pub fn had_timeouts_of_ten_seconds(&self, tries: usize) -> &Self {
        assert_eq!(self.runs("return window.limits"), json!(tries), "limits");
        self
    }

    #[track_caller]
    pub fn has_a_clock_wrong_by(&self, years: i8) -> &Self {
        self.runs_with(SET_WRONG, vec![json!(f64::from(years) * YEAR)]);
        self
    }
}
