//! A damaged database.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use crate::support::*;

/// A receiver with this many long requests.
fn filled(requests: usize) -> TestServer {
    let receiver = TestServer::with_args(&["--rate-limit", "1000"]);
    for number in 0..requests {
        assert_eq!(receiver.post(&long(number)).status, 201);
    }
    receiver
}

fn long(number: usize) -> serde_json::Value {
    let mut long = request(&id(number));
    long["message"] = "word ".repeat(390).into();
    long
}

/// Overwrites a part of a file.
fn damage(path: &Path, at: impl FnOnce(u64) -> u64) {
    let file = File::options().write(true).open(path).expect("the file");
    let length = file.metadata().expect("its length").len();
    file.write_all_at(&[0xA5; 512], at(length))
        .expect("written");
}

/// The standard error of a receiver that is started on the database.
fn error_output(database: &Path) -> String {
    let database = database.display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--database", &database];
    let (_, error_output, status) = command(&arguments);
    assert!(!status.success(), "it starts on a damaged file");
    error_output
}

fn wal(receiver: &TestServer) -> PathBuf {
    receiver.database().with_extension("sqlite3-wal")
}

#[test]
fn a_damaged_header_is_reported_at_startup() {
    let mut receiver = filled(1);
    receiver.terminate();
    receiver.wait();
    damage(&receiver.database(), |_| 0);
    let text = error_output(&receiver.database());
    assert!(text.contains("is not a SQLite database"), "{text}");
    assert!(
        text.contains(&receiver.database().display().to_string()),
        "{text}"
    );
}

#[test]
fn a_damaged_page_is_reported_at_startup() {
    let mut receiver = filled(40);
    receiver.terminate();
    receiver.wait();
    damage(&receiver.database(), |length| length / 2 / 4096 * 4096);
    let text = error_output(&receiver.database());
    assert!(text.contains("is damaged"), "{text}");
    assert!(
        text.contains("backup") && text.contains(".recover"),
        "{text}"
    );
    assert!(
        text.contains(&receiver.database().display().to_string()),
        "{text}"
    );
}

#[test]
fn a_damaged_write_ahead_log_loses_the_requests_after_the_damage_which_can_be_sent_again() {
    let mut receiver = filled(40);
    receiver.kill();
    damage(&wal(&receiver), |length| length / 2);
    let receiver = receiver.start_another();
    let stored = receiver.current_ids();
    let expected: Vec<_> = (0..40).map(id).collect();
    assert!(
        (1..40).contains(&stored.len()),
        "{} are stored",
        stored.len()
    );
    assert_eq!(stored, expected[..stored.len()]);
    for number in 0..40 {
        assert_eq!(receiver.post(&long(number)).status, 201);
    }
    assert_eq!(receiver.current_ids(), expected);
    receiver.assert_low_memory();
}
