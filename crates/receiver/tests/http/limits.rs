//! Requests that are too large, too frequent, or of another kind.

use serde_json::json;

use crate::support::*;

#[test]
fn a_body_over_32_kib_is_too_large() {
    let receiver = TestServer::start();
    let mut large = request(A);
    large["message"] = "x".repeat(32 * 1024).into();
    receiver.post(&large).assert_problem(413);
    let message = "x".repeat(200_000);
    receiver
        .post_form(&[("message", &message)])
        .assert_page(413);
}

#[test]
fn a_body_of_another_type_is_rejected_with_the_accepted_types() {
    let receiver = TestServer::start();
    for headers in [
        &[("content-type", "text/plain")][..],
        &[("content-type", "multipart/form-data; boundary=x")],
        &[
            ("content-type", "application/json"),
            ("content-encoding", "gzip"),
        ],
    ] {
        let response = receiver.send("POST", CONSULTATIONS, headers, "{}");
        let accepted = response.assert_problem(415).header("accept");
        assert_eq!(
            accepted,
            "application/json, application/x-www-form-urlencoded"
        );
    }
}

#[test]
fn another_method_is_rejected_with_the_allowed_ones() {
    let receiver = TestServer::start();
    let response = receiver.get(CONSULTATIONS);
    assert_eq!(response.assert_problem(405).header("allow"), "POST");
    let response = receiver.send("PUT", CONSULTATIONS, &[], "{}");
    assert_eq!(response.assert_problem(405).header("allow"), "POST");
}

#[test]
fn an_unknown_path_below_api_is_a_problem() {
    let receiver = TestServer::start();
    for path in [
        "/api",
        "/api/",
        "/api/other",
        "/api/consultations/",
        "/api/consultations/a/b",
        "/api/consultations/%ff",
    ] {
        receiver.get(path).assert_problem(404);
    }
}

#[test]
fn hidden_fields_over_their_limits_are_rejected_by_name() {
    let receiver = TestServer::start();
    for (name, value) in [
        ("utm_source", json!("x".repeat(2001))),
        ("consent_wording", json!("x".repeat(2001))),
        ("topics", json!(vec!["x"; 51])),
        ("phone", json!(format!("617 555 0123 {}.", " x".repeat(50)))),
        ("email", json!(format!("{}@example.org", "x".repeat(320)))),
    ] {
        let mut request = request(A);
        request[name] = value;
        assert_eq!(
            receiver.post(&request).assert_problem(422).pointers(),
            [format!("#/{name}")]
        );
    }
    let mut request = request(A);
    request["topics"] = json!(["x".repeat(101)]);
    assert_eq!(
        receiver.post(&request).assert_problem(422).pointers(),
        ["#/topics/0"]
    );
}

#[test]
fn a_client_over_the_rate_limit_gets_the_time_to_wait() {
    let receiver = TestServer::with_args(&["--rate-limit", "2"]);
    receiver.post(&request(A));
    receiver.post(&request(B));
    let response = receiver.post(&request(C));
    let seconds: u32 = response
        .assert_problem(429)
        .header("retry-after")
        .parse()
        .expect("whole seconds");
    assert!((290..=300).contains(&seconds), "{seconds}");
    let page = receiver.post_form(&form());
    assert!(
        page.assert_page(429)
            .body
            .contains(&guide().consultation.failed.heading)
    );
    assert!(!page.header("retry-after").is_empty());
    assert_eq!(receiver.rows().len(), 2);
}

#[test]
fn a_claimed_address_does_not_evade_the_rate_limit() {
    let receiver = TestServer::with_args(&["--rate-limit", "1", "--trusted-proxy", "192.0.2.1"]);
    assert_eq!(from(&receiver, "198.51.100.1", A).status, 201);
    from(&receiver, "198.51.100.2", B).assert_problem(429);
}

#[test]
fn behind_a_trusted_proxy_each_client_has_its_own_allowance() {
    let receiver = TestServer::with_args(&["--rate-limit", "1", "--trusted-proxy", "127.0.0.1"]);
    assert_eq!(from(&receiver, "198.51.100.1", A).status, 201);
    assert_eq!(from(&receiver, "198.51.100.2", B).status, 201);
    from(&receiver, "203.0.113.9, 198.51.100.2", C).assert_problem(429);
}

fn from(receiver: &TestServer, forwarded: &str, id: &str) -> Response {
    let headers = [
        ("content-type", "application/json"),
        ("x-forwarded-for", forwarded),
    ];
    receiver.send("POST", CONSULTATIONS, &headers, &request(id).to_string())
}

#[test]
fn a_proxy_that_is_not_named_is_warned_of_once() {
    let receiver = TestServer::start();
    let forwarded = [
        ("content-type", "application/json"),
        ("x-forwarded-for", "192.0.2.1"),
    ];
    for number in 0..3 {
        let text = request(&id(number)).to_string();
        let response = receiver.send("POST", CONSULTATIONS, &forwarded, &text);
        assert_eq!(response.status, 201);
    }
    let log = receiver.log();
    assert_eq!(log.matches("--trusted-proxy").count(), 1, "{log}");
    assert!(!log.contains("192.0.2.1"), "{log}");
}

#[test]
fn an_address_that_others_reach_without_tls_is_warned_of() {
    let warned = |arguments: &[&str]| {
        let receiver = TestServer::with_args(arguments);
        receiver.log().contains("without TLS")
    };
    assert!(warned(&["--listen", "0.0.0.0:0"]));
    assert!(!warned(&[
        "--listen",
        "0.0.0.0:0",
        "--trusted-proxy",
        "10.0.0.1"
    ]));
    assert!(!warned(&[]));
}
