//! The journey of this thread.

use std::io::Write as _;
use std::thread;
use std::time::Duration;

use crate::environment;

/// Such as `keyboard::focus_alone_never_selects`.
pub fn name() -> String {
    // The test harness names the thread after the test.
    thread::current().name().unwrap_or_default().to_owned()
}

/// Adds the duration of a visit to the file of `CAREGUIDE_TIMES`.
pub fn record_duration(time: Duration) {
    if let Some(mut times) = environment::times() {
        let line = format!("{}\t{:.3}\n", name(), time.as_secs_f64());
        let result = times.write_all(line.as_bytes());
        result.expect("the file for times can be written");
    }
}
