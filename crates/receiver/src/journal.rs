//! The log: one line a request, and never anything that says who sent it.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

/// Names the answer in the log, so that somebody who reports a failure can quote it.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

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
    let status = response.status().as_u16();
    span.in_scope(|| tracing::info!(%method, path, status, ms));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

fn random() -> String {
    // Only for telling lines apart: where there is no randomness, all zeros will do.
    format!("{:08x}", getrandom::u32().unwrap_or_default())
}
