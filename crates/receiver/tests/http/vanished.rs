//! A database whose files are removed, moved or replaced while it is open.

use std::path::Path;
use std::process::Command;

use crate::support::*;

/// Stores a request, changes the files, and sends more: none gets 201 that the files do not hold.
fn check(receiver: &TestServer, change: impl FnOnce(&Path)) {
    assert_eq!(receiver.post(&request(A)).status, 201);
    receiver.wait_for_health(200);
    change(&receiver.database());
    let response = receiver.post(&request(B));
    response.assert_problem(503);
    assert!(!response.header("retry-after").is_empty());
    receiver.post(&request(A)).assert_problem(503);
    receiver.post_form(&form()).assert_page(503);
    receiver.wait_for_health(503);
    let log = receiver.log();
    assert!(log.contains("removed, moved or replaced"), "{log}");
}

fn log_of(database: &Path) -> std::path::PathBuf {
    database.with_extension("sqlite3-wal")
}

fn away(database: &Path) -> std::path::PathBuf {
    database.with_extension("away")
}

#[test]
fn nothing_is_accepted_into_a_database_that_was_removed() {
    check(&TestServer::start(), |database| {
        std::fs::remove_file(database).expect("removed");
    });
}

#[test]
fn nothing_is_accepted_into_a_database_whose_write_ahead_log_was_removed() {
    check(&TestServer::start(), |database| {
        std::fs::remove_file(log_of(database)).expect("removed");
    });
}

#[test]
fn nothing_is_accepted_into_a_database_that_another_one_replaced() {
    check(&TestServer::start(), |database| {
        std::fs::copy(database, away(database)).expect("a copy");
        std::fs::rename(away(database), database).expect("replaced");
    });
}

#[test]
fn nothing_is_accepted_while_the_folder_is_another_one() {
    check(&TestServer::start(), |database| {
        let folder = database.parent().expect("a folder");
        std::fs::rename(folder, away(folder)).expect("moved");
        std::fs::create_dir(folder).expect("a folder");
        std::fs::copy(
            away(folder).join("requests.sqlite3"),
            folder.join("requests.sqlite3"),
        )
        .expect("a copy");
    });
}

#[test]
fn requests_are_stored_again_once_the_database_is_back() {
    let receiver = TestServer::start();
    let database = receiver.database();
    check(&receiver, |database| {
        std::fs::rename(database, away(database)).expect("moved");
    });
    std::fs::rename(away(&database), &database).expect("moved back");
    receiver.wait_for_health(200);
    assert_eq!(receiver.post(&request(B)).status, 201);
    assert_eq!(receiver.current_ids(), [A, B]);
}

#[test]
fn after_a_restart_requests_are_stored_where_the_database_was() {
    let receiver = TestServer::start();
    check(&receiver, |database| {
        std::fs::rename(database, away(database)).expect("moved");
    });
    let receiver = receiver.restart();
    assert_eq!(receiver.post(&request(B)).status, 201);
    assert_eq!(receiver.current_ids(), [B]);
}

#[test]
fn nothing_is_accepted_while_another_disk_lies_over_the_folder() {
    let namespace = ["--map-root-user", "--mount"];
    let able = Command::new("unshare").args(namespace).arg("true").status();
    if !able.is_ok_and(|status| status.success()) {
        // Containers may forbid it. Another folder is the same to the receiver.
        println!("not tried: this system gives no mount namespace");
        return;
    }
    let inside = format!(
        "if [ -z \"$INSIDE\" ]; then exec env INSIDE=yes unshare {} sh -c 'exec \"$0\" \"$@\"' \"$0\" \"$@\"; fi",
        namespace.join(" ")
    );
    let receiver = TestServer::with_shell(&inside, &[]);
    let process = receiver.process().as_raw_nonzero().to_string();
    check(&receiver, |database| {
        let folder = database.parent().expect("a folder");
        let mounted = Command::new("nsenter")
            .args(["--target", &process, "--user", "--mount"])
            .args(["mount", "-t", "tmpfs", "other"])
            .arg(folder)
            .status();
        assert!(mounted.expect("nsenter runs").success());
    });
}
