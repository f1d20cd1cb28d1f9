//! The file of the database.

use std::os::unix::fs::PermissionsExt as _;

use crate::support::*;

#[test]
fn only_the_owner_can_read_the_database_and_its_folder() {
    let receiver = TestServer::start();
    receiver.post(&request(A));
    let folder = receiver.database().parent().expect("a folder").to_owned();
    let mode =
        |path: &std::path::Path| path.metadata().expect("it exists").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = std::fs::read_dir(&folder).expect("a folder").collect();
    assert!(
        files.len() >= 2,
        "the write-ahead log is beside the database"
    );
    for file in files {
        let path = file.expect("a file").path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_database_that_others_could_read_is_made_private() {
    let receiver = TestServer::start();
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(receiver.database(), open).expect("a mode");
    let receiver = receiver.restart();
    let mode = receiver
        .database()
        .metadata()
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_restart_keeps_every_request() {
    let receiver = TestServer::start();
    receiver.post(&request(A));
    let receiver = receiver.restart();
    assert_eq!(receiver.post(&request(A)).status, 201);
    receiver.post(&request(B));
    assert_eq!(receiver.current_ids(), [A, B]);
}

#[test]
fn a_request_that_was_not_stored_is_not_reported_as_a_success() {
    let receiver = TestServer::start();
    receiver.sql("CREATE TRIGGER full BEFORE INSERT ON consultation BEGIN SELECT RAISE(FAIL, 'disk is full'); END");
    let response = receiver.post(&request(A));
    assert!(
        !response
            .assert_problem(503)
            .header("retry-after")
            .is_empty()
    );
    let page = receiver.post_form(&form());
    assert!(
        page.assert_page(503)
            .body
            .contains(&guide().consultation.failed.heading)
    );
    assert!(!page.header("retry-after").is_empty());
    receiver.sql("DROP TRIGGER full");
    assert_eq!(receiver.post(&request(A)).status, 201);
}

#[test]
fn the_health_check_reports_whether_the_database_works() {
    let receiver = TestServer::start();
    let response = receiver.get("/healthz");
    assert_eq!((response.status, response.body.as_str()), (200, "ok"));
    assert_eq!(response.header("cache-control"), "no-store");
    receiver.sql("DROP TABLE consultation");
    receiver.wait_for_health(503);
}
