//! Polling. Nothing here waits for a fixed time.

use std::thread;
use std::time::{Duration, Instant};

use crate::steps;

/// Generous, since the machine may be busy.
pub const TIMEOUT: Duration = Duration::from_secs(15);

const POLL_INTERVAL: Duration = Duration::from_millis(15);

/// Polls `look` until it succeeds, and panics with its last error after the timeout.
#[track_caller]
pub fn until<T>(timeout: Duration, mut look: impl FnMut() -> Result<T, String>) -> T {
    steps::record();
    let start = Instant::now();
    loop {
        match look() {
            Ok(seen) => return seen,
            Err(why) if start.elapsed() > timeout => {
                panic!("after {} s: {why}", timeout.as_secs())
            }
            Err(_) => thread::sleep(POLL_INTERVAL),
        }
    }
}
