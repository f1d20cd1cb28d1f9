//! Pages of other origins (the CORS protocol of Fetch).

use crate::support::*;

const CLINIC: &str = "https://clinic.example";

fn preflight(receiver: &Receiver, origin: &str) -> Answer {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", "POST"),
        (
            "access-control-request-headers",
            "content-type,idempotency-key",
        ),
    ];
    receiver.send("OPTIONS", CONSULTATIONS, &headers, "")
}

fn post(receiver: &Receiver, origin: &str, body: &str) -> Answer {
    let headers = [("content-type", "application/json"), ("origin", origin)];
    receiver.send("POST", CONSULTATIONS, &headers, body)
}

#[test]
fn a_page_of_a_named_origin_may_post() {
    let receiver = Receiver::with(&["--origin", CLINIC, "--origin", "https://other.example"]);
    for origin in [CLINIC, "https://other.example"] {
        let answer = preflight(&receiver, origin);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("access-control-allow-origin"), origin);
        assert_eq!(answer.header("access-control-allow-methods"), "POST");
        let allowed = answer.header("access-control-allow-headers");
        assert_eq!(allowed, "content-type,accept,idempotency-key");
        assert_eq!(answer.header("access-control-max-age"), "7200");
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
    let answer = post(&receiver, CLINIC, &request(A).to_string());
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("access-control-allow-origin"), CLINIC);
    assert_eq!(
        answer.header("access-control-expose-headers"),
        "retry-after"
    );
}

#[test]
fn a_page_of_a_named_origin_can_read_every_refusal() {
    let receiver = Receiver::with(&["--origin", CLINIC, "--rate-limit", "3"]);
    let large = "x".repeat(40_000);
    let mut statuses = Vec::new();
    for body in ["{}", "{", &large, "{}"] {
        let answer = post(&receiver, CLINIC, body);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            CLINIC,
            "{answer:?}"
        );
        statuses.push(answer.status);
    }
    statuses.push(post(&receiver, CLINIC, "{}").status);
    assert_eq!(statuses, [422, 400, 413, 422, 429]);
}

#[test]
fn a_page_of_another_origin_may_not() {
    let receiver = Receiver::with(&["--origin", CLINIC]);
    for origin in [
        "https://evil.example",
        "null",
        "https://clinic.example.evil.example",
    ] {
        let answer = preflight(&receiver, origin);
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[test]
fn without_named_origins_no_other_page_may_post() {
    let receiver = Receiver::start();
    let answer = preflight(&receiver, CLINIC);
    assert_eq!(
        answer.is_problem(405).header("access-control-allow-origin"),
        ""
    );
}
