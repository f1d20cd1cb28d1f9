//! The log says what happened and never to whom.

use crate::support::*;

#[test]
fn the_log_has_the_request_and_nothing_personal() {
    let receiver = Receiver::with(&["--trusted-proxy", "127.0.0.1"]);
    let headers = [
        ("content-type", "application/json"),
        ("x-forwarded-for", "198.51.100.7"),
    ];
    let path = format!("{CONSULTATIONS}?email=query@example.org");
    receiver.send("POST", &path, &headers, &request(A).to_string());
    receiver.post_form(&form());
    let mut faulty = request(B);
    (faulty["contact_by"], faulty["name"]) = ("ana-fax".into(), "Berta".into());
    let answer = receiver.post(&faulty);
    receiver.sql("DROP TABLE consultation");
    receiver.post(&request(C)).is_problem(503);
    let log = receiver.log();
    assert!(
        log.contains("method=POST path=\"/api/consultations\" status=201 ms="),
        "{log}"
    );
    assert!(log.contains(answer.header("x-request-id")), "{log}");
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

/// As where the log's disk is full: each write to this device fails.
#[cfg(target_os = "linux")]
#[test]
fn a_log_that_cannot_be_written_stops_nothing() {
    let mut receiver = Receiver::limited("exec 2>/dev/full", &[]);
    assert_eq!(receiver.post(&request(A)).status, 201);
    assert_eq!(receiver.get("/healthz").status, 200);
    receiver.terminate();
    assert_eq!(receiver.wait().code(), Some(0));
    assert_eq!(receiver.current(), [A]);
}
