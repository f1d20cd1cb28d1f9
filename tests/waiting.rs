//! Waiting for something to become true. Nothing here waits for a fixed time.

use std::thread;
use std::time::{Duration, Instant};

use crate::steps;

/// How long a person would wait before calling the page broken. Generous, because the machine that
/// runs the tests may be busy; what works is seen at once.
pub const TIMEOUT: Duration = Duration::from_secs(15);

const POLL_INTERVAL: Duration = Duration::from_millis(15);

/// Looks until `look` sees it, and gives what it saw; panics with its last words when `patience`
/// ends.
#[track_caller]
pub fn until<T>(patience: Duration, mut look: impl FnMut() -> Result<T, String>) -> T {
    steps::record();
    let start = Instant::now();
    loop {
        match look() {
            Ok(seen) => return seen,
            Err(why) if start.elapsed() > patience => {
                panic!("after {} s: {why}", patience.as_secs())
            }
            Err(_) => thread::sleep(POLL_INTERVAL),
        }
    }
}
