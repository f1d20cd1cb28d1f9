//! The access log holds no personal data.

use crate::support::*;

#[test]
fn the_log_has_the_request_and_nothing_personal() {
    let receiver = TestServer::with_args(&["--trusted-proxy", "127.0.0.1"]);
    let headers = [
        ("content-type", "application/json"),
        ("x-forwarded-for", "198.51.100.7"),
    ];
    let path = format!("{CONSULTATIONS}?email=query@example.org");
    receiver.send("POST", &path, &headers, &request(A).to_string());
    receiver.post_form(&form());
    let mut faulty = request(B);
    (faulty["contact_by"], faulty["name"]) = ("ana-fax".into(), "Berta".into());
    let response = receiver.post(&faulty);
    receiver.sql("DROP TABLE consultation");
    receiver.post(&request(C)).assert_problem(503);
    let log = receiver.log();
    assert!(
        log.contains("method=POST path=\"/api/consultations\" status=201 ms="),
        "{log}"
    );
    assert!(log.contains(response.header("x-request-id")), "{log}");
    assert!(log.contains("ERROR"), "{log}");
    for personal in [
        "Ana",
        "ana",
        "Berta",
        "example.org",
        "198.51.100.7",
        "127.0.0.1",
        "question",
        "One line",
        "query",
        "?",
    ] {
        assert!(!log.contains(personal), "{personal} is in {log}");
    }
}

/// Each write to this device fails, as on a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_log_that_cannot_be_written_stops_no_request() {
    let mut receiver = TestServer::with_shell("exec 2>/dev/full", &[]);
    assert_eq!(receiver.post(&request(A)).status, 201);
    assert_eq!(receiver.get("/healthz").status, 200);
    receiver.terminate();
    assert_eq!(receiver.wait().code(), Some(0));
    assert_eq!(receiver.current_ids(), [A]);
}
