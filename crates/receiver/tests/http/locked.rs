//! A database that another process keeps locked.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::*;

/// All that wait do so side by side: in a row, four would take 20 seconds.
#[test]
fn everybody_is_answered_soon_while_another_process_holds_the_lock() {
    let receiver = TestServer::start();
    let other = rusqlite::Connection::open(receiver.database()).expect("the database");
    other.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let started = Instant::now();
    thread::scope(|scope| {
        for number in 0..4 {
            let receiver = &receiver;
            scope.spawn(move || {
                receiver
                    .post(&request(&id(number)))
                    .assert_problem(503)
                    .status
            });
        }
        // The posts have their turn first.
        thread::sleep(Duration::from_millis(300));
        let asked = Instant::now();
        assert_eq!(receiver.get("/healthz").status, 503);
        assert!(
            asked.elapsed() < Duration::from_secs(4),
            "{:?}",
            asked.elapsed()
        );
    });
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
    other.execute_batch("COMMIT").expect("unlocked");
    assert_eq!(receiver.post(&request(&id(0))).status, 201);
    receiver.wait_for_health(200);
}
