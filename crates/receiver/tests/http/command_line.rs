//! Errors say what, where, and what to do.

use std::net::TcpListener;

use crate::support::command;

/// The standard error of a program that failed.
fn error_output(arguments: &[&str]) -> String {
    let (_, error_output, status) = command(arguments);
    assert!(!status.success());
    error_output
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn a_port_in_use_is_named() {
    let other = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = other.local_addr().expect("an address").to_string();
    let text = error_output(&["serve", "--listen", &address]);
    assert!(
        text.contains(&address) && text.contains("--listen"),
        "{text}"
    );
}

#[test]
fn a_path_that_cannot_hold_a_folder_is_named() {
    let folder = folder();
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("a file");
    let database = file.join("requests.sqlite3").display().to_string();
    let text = error_output(&["serve", "--listen", "127.0.0.1:0", "--database", &database]);
    assert!(
        text.contains(&file.display().to_string()) && text.contains("--database"),
        "{text}"
    );
}

#[test]
fn a_file_that_is_not_a_database_is_named_and_left_exclusive() {
    let folder = folder();
    let file = folder.path().join("letter.txt");
    let letter = "Dear clinic, this is a letter and not a database.".repeat(20);
    std::fs::write(&file, &letter).expect("a file");
    let before = file.metadata().expect("a file").permissions();
    let database = file.display().to_string();
    let text = error_output(&["serve", "--listen", "127.0.0.1:0", "--database", &database]);
    assert!(
        text.contains("letter.txt is not a SQLite database"),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), letter);
    assert_eq!(file.metadata().expect("a file").permissions(), before);
}

#[test]
fn a_missing_site_is_named_with_the_command_that_builds_it() {
    let folder = folder();
    let site = folder.path().join("dist").display().to_string();
    let database = folder.path().join("requests.sqlite3").display().to_string();
    let text = error_output(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        &database,
        "--site",
        &site,
    ]);
    assert!(
        text.contains(&site) && text.contains("cargo xtask build"),
        "{text}"
    );
}

#[test]
fn reading_a_missing_database_does_not_create_it() {
    let folder = folder();
    let database = folder.path().join("requests.sqlite3");
    let path = database.display().to_string();
    for arguments in [
        &["list", "--database", &path][..],
        &["export", "--format", "csv", "--database", &path],
    ] {
        assert!(error_output(arguments).contains("there is no database"));
        assert!(!database.exists());
    }
}

#[test]
fn an_origin_with_a_path_is_rejected_with_an_example() {
    let text = error_output(&["serve", "--origin", "https://clinic.example/care"]);
    assert!(text.contains("https://clinic.example"), "{text}");
}

#[test]
fn every_command_has_help() {
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["list", "--help"],
        &["export", "--help"],
    ] {
        let (help, _, status) = command(arguments);
        assert!(status.success() && help.contains("Usage:"));
    }
}
