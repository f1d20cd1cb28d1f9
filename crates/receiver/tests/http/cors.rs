//! Pages of other origins (the CORS protocol of Fetch).

use crate::support::*;

const CLINIC: &str = "https://clinic.example";

fn preflight(receiver: &TestServer, origin: &str) -> Response {
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

fn post(receiver: &TestServer, origin: &str, body: &str) -> Response {
    let headers = [("content-type", "application/json"), ("origin", origin)];
    receiver.send("POST", CONSULTATIONS, &headers, body)
}

#[test]
fn a_page_of_a_named_origin_may_post() {
    let receiver =
        TestServer::with_args(&["--origin", CLINIC, "--origin", "https://other.example"]);
    for origin in [CLINIC, "https://other.example"] {
        let response = preflight(&receiver, origin);
        assert_eq!(response.status, 200);
        assert_eq!(response.header("access-control-allow-origin"), origin);
        assert_eq!(response.header("access-control-allow-methods"), "POST");
        let allowed = response.header("access-control-allow-headers");
        assert_eq!(allowed, "content-type,idempotency-key");
        assert_eq!(response.header("access-control-max-age"), "7200");
        assert_eq!(response.header("access-control-allow-credentials"), "");
    }
    let response = post(&receiver, CLINIC, &request(A).to_string());
    assert_eq!(response.status, 201);
    assert_eq!(response.header("access-control-allow-origin"), CLINIC);
    assert_eq!(
        response.header("access-control-expose-headers"),
        "retry-after"
    );
}

#[test]
fn a_page_of_a_named_origin_can_read_every_rejection() {
    let receiver = TestServer::with_args(&["--origin", CLINIC, "--rate-limit", "3"]);
    let large = "x".repeat(40_000);
    let mut statuses = Vec::new();
    for body in ["{}", "{", &large, "{}"] {
        let response = post(&receiver, CLINIC, body);
        assert_eq!(
            response.header("access-control-allow-origin"),
            CLINIC,
            "{response:?}"
        );
        statuses.push(response.status);
    }
    statuses.push(post(&receiver, CLINIC, "{}").status);
    assert_eq!(statuses, [422, 400, 413, 422, 429]);
}

/// The headers that tools for tracing put on every request of a page, and one for credentials, which
/// `*` would not allow.
const TRACING: [&str; 16] = [
    "traceparent",
    "tracestate",
    "baggage",
    "sentry-trace",
    "x-datadog-trace-id",
    "x-datadog-parent-id",
    "x-datadog-origin",
    "x-datadog-sampling-priority",
    "newrelic",
    "elastic-apm-traceparent",
    "request-id",
    "request-context",
    "b3",
    "x-b3-traceid",
    "x-requested-with",
    "authorization",
];

#[test]
fn a_page_may_post_with_any_header() {
    let receiver = TestServer::with_args(&["--origin", CLINIC]);
    let asked = format!("content-type,{}", TRACING.join(","));
    let headers = [
        ("origin", CLINIC),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", asked.as_str()),
    ];
    let response = receiver.send("OPTIONS", CONSULTATIONS, &headers, "");
    assert_eq!(response.status, 200);
    assert_eq!(response.header("access-control-allow-headers"), asked);
    assert_eq!(response.header("access-control-allow-credentials"), "");
    let mut headers = vec![("content-type", "application/json"), ("origin", CLINIC)];
    headers.extend(TRACING.map(|name| (name, "00-0af7651916cd43dd-01")));
    let body = request(A).to_string();
    let response = receiver.send("POST", CONSULTATIONS, &headers, &body);
    assert_eq!(response.status, 201);
}

#[test]
fn a_preflight_with_too_many_headers_is_not_repeated() {
    let receiver = TestServer::with_args(&["--origin", CLINIC]);
    let many = vec!["x-trace"; 100].join(",");
    let headers = [
        ("origin", CLINIC),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", many.as_str()),
    ];
    let response = receiver.send("OPTIONS", CONSULTATIONS, &headers, "");
    assert_eq!(response.header("access-control-allow-headers"), "*");
}

#[test]
fn a_page_of_another_origin_may_not_post() {
    let receiver = TestServer::with_args(&["--origin", CLINIC]);
    for origin in [
        "https://evil.example",
        "null",
        "https://clinic.example.evil.example",
    ] {
        let response = preflight(&receiver, origin);
        assert_eq!(response.header("access-control-allow-origin"), "");
    }
}

#[test]
fn without_named_origins_no_other_page_may_post() {
    let receiver = TestServer::start();
    let response = preflight(&receiver, CLINIC);
    assert_eq!(
        response
            .assert_problem(405)
            .header("access-control-allow-origin"),
        ""
    );
}
