//! The access log: one line a request, without anything that says who sent it.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::api;

/// Identifies the response in the log, so that a person who reports a failure can quote it.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The standard methods (RFC 9110, section 9; RFC 5789). Any other one may hold anything a client types.
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

/// Logs method, path without query, status and milliseconds under a random request id. Queries are
/// skipped because people and campaigns put personal data there, addresses because an IP address is
/// personal data, and bodies because they are confidential.
pub async fn record(request: Request, next: Next) -> Response {
    let id = random_id();
    let span = tracing::info_span!("request", %id);
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let ms = started.elapsed().as_millis();
    let status = response.status();
    let known = METHODS.contains(&method);
    let method = if known { method.as_str() } else { "-" };
    let path = loggable(&path, status);
    let status = status.as_u16();
    span.in_scope(|| tracing::info!(method = %method, path, status, ms));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The path as it may be logged. A path that was not found may hold anything a person typed, so it is
/// `-`. A reference is cut off, because it would tie the line to a person's row. Below `/api`, success does
/// not prove that a path exists: CORS answers a preflight to any path.
fn loggable(path: &str, status: StatusCode) -> &str {
    let found = status.is_success() || status.is_redirection();
    match path.strip_prefix(api::PATH) {
        Some("") => api::PATH,
        Some(below) if below.starts_with('/') => "/api/consultations/{reference}",
        _ if found && !path.starts_with("/api") => path,
        _ => "-",
    }
}

fn random_id() -> String {
    // Only tells lines apart: if the system has no random bytes, zeros will do.
    format!("{:08x}", getrandom::u32().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logged_path_holds_no_id_and_nothing_that_was_not_found() {
        let ok = StatusCode::OK;
        for id in [
            "123e4567-e89b-42d3-a456-426614174000",
            "%3123e4567-e89b-42d3-a456-426614174000",
            "ana@example.org",
        ] {
            let path = format!("/api/consultations/{id}");
            assert_eq!(loggable(&path, ok), "/api/consultations/{reference}");
        }
        assert_eq!(loggable("/care-guide.js", ok), "/care-guide.js");
        assert_eq!(
            loggable(api::PATH, StatusCode::UNPROCESSABLE_ENTITY),
            api::PATH
        );
        for path in ["/api/ana@example.org", "/api/consultationsana@example.org"] {
            assert_eq!(loggable(path, ok), "-");
        }
        for status in [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED] {
            assert_eq!(loggable("/ana@example.org", status), "-");
        }
    }
}
