//! A database that something has damaged.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use crate::support::*;

/// A receiver that has so many requests, of some pages each.
fn filled(requests: usize) -> Receiver {
    let receiver = Receiver::with(&["--rate-limit", "1000"]);
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

/// Writes nonsense into the middle of a file, or at its beginning.
fn damage(path: &Path, at: impl FnOnce(u64) -> u64) {
    let file = File::options().write(true).open(path).expect("the file");
    let length = file.metadata().expect("its length").len();
    file.write_all_at(&[0xA5; 512], at(length))
        .expect("written");
}

/// What the program says when it is started on the database.
fn complaint(database: &Path) -> String {
    let database = database.display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--database", &database];
    let (_, complaint, status) = command(&arguments);
    assert!(!status.success(), "it takes requests into a damaged file");
    complaint
}

fn journal(receiver: &Receiver) -> PathBuf {
    receiver.database().with_extension("sqlite3-wal")
}

#[test]
fn a_damaged_header_is_told_at_the_start() {
    let mut receiver = filled(1);
    receiver.terminate();
    receiver.wait();
    damage(&receiver.database(), |_| 0);
    let text = complaint(&receiver.database());
    assert!(text.contains("is not a SQLite database"), "{text}");
    assert!(
        text.contains(&receiver.database().display().to_string()),
        "{text}"
    );
}

#[test]
fn a_damaged_page_is_told_at_the_start() {
    let mut receiver = filled(40);
    receiver.terminate();
    receiver.wait();
    damage(&receiver.database(), |length| length / 2 / 4096 * 4096);
    let text = complaint(&receiver.database());
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
fn a_damaged_journal_costs_what_came_after_the_damage_and_can_be_sent_again() {
    let mut receiver = filled(40);
    receiver.kill();
    damage(&journal(&receiver), |length| length / 2);
    let receiver = receiver.beside();
    let there = receiver.current();
    let expected: Vec<_> = (0..40).map(id).collect();
    assert!((1..40).contains(&there.len()), "{} are there", there.len());
    assert_eq!(there, expected[..there.len()]);
    for number in 0..40 {
        assert_eq!(receiver.post(&long(number)).status, 201);
    }
    assert_eq!(receiver.current(), expected);
    receiver.stayed_small();
}
