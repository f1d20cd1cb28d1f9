//! The log: one line a request, and never anything that says who sent it.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::api;

/// Names the answer in the log, so that somebody who reports a failure can quote it.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The methods of HTTP that are known (RFC 9110, section 9; RFC 5789). Anything may stand for another.
const METHODS: [Method; 9] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::DELETE,
    Method::CONNECT,
    Method::OPTIONS,
    Method::TRACE,
    Method::PATCH,
];

/// Logs method, path without query, status and milliseconds under a random request id. Queries
/// are left out because people and campaigns put personal data there, addresses because an IP
/// address is personal data, bodies because they are what is confided.
pub async fn record(request: Request, next: Next) -> Response {
    let id = random();
    let span = tracing::info_span!("request", %id);
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let ms = started.elapsed().as_millis();
    let status = response.status();
    let known = METHODS.contains(&method);
    let method = if known { method.as_str() } else { "-" };
    let path = shown(&path, status);
    let status = status.as_u16();
    span.in_scope(|| tracing::info!(method = %method, path, status, ms));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// What the log may hold of a path: nothing of what leads nowhere, since anything may have been typed
/// there, and no request's id, which would tie the line to a person's row. Below `/api` that an answer
/// is a success says nothing of the path: a preflight is answered wherever it is sent.
fn shown(path: &str, status: StatusCode) -> &str {
    let there = status.is_success() || status.is_redirection();
    match path.strip_prefix(api::PATH) {
        Some("") => api::PATH,
        Some(below) if below.starts_with('/') => "/api/consultations/{id}",
        _ if there && !path.starts_with("/api") => path,
        _ => "-",
    }
}

fn random() -> String {
    // Only for telling lines apart: where there is no randomness, all zeros will do.
    format!("{:08x}", getrandom::u32().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_the_log_names_no_request_and_nothing_that_is_not_there() {
        let ok = StatusCode::OK;
        for id in [
            "123e4567-e89b-42d3-a456-426614174000",
            "%3123e4567-e89b-42d3-a456-426614174000",
            "ana@example.org",
        ] {
            let path = format!("/api/consultations/{id}");
            assert_eq!(shown(&path, ok), "/api/consultations/{id}");
        }
        assert_eq!(shown("/care-guide.js", ok), "/care-guide.js");
        assert_eq!(
            shown(api::PATH, StatusCode::UNPROCESSABLE_ENTITY),
            api::PATH
        );
        for path in ["/api/ana@example.org", "/api/consultationsana@example.org"] {
            assert_eq!(shown(path, ok), "-");
        }
        for status in [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED] {
            assert_eq!(shown("/ana@example.org", status), "-");
        }
    }
}
