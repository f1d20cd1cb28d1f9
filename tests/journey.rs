//! The journey that runs on this thread.

use std::io::Write as _;
use std::thread;
use std::time::Duration;

use crate::environment;

/// Its name, such as `keyboard::focus_alone_never_selects`.
pub fn name() -> String {
    // The tests' harness names the thread after the test.
    thread::current().name().unwrap_or_default().to_owned()
}

/// Tells how long a visit has taken, where anybody wants to know. Whoever reads it adds the visits of
/// a journey up.
pub fn record_duration(time: Duration) {
    if let Some(mut times) = environment::times() {
        let line = format!("{}\t{:.3}\n", name(), time.as_secs_f64());
        let told = times.write_all(line.as_bytes());
        told.expect("the file for times can be written");
    }
}
