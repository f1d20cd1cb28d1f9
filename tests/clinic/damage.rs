//! A file that does not come as it should.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

/// More than any file of ours.
const LIMIT: usize = 1 << 24;

/// What servers send where nothing is.
const NOT_FOUND: &str = "<!doctype html><title>Not found</title><div><p>Nothing is here.</div>";

/// How a file comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Not at all: 404, with a page that says so.
    Missing,
    /// Its first half alone.
    Truncated,
    /// As text that it is not.
    WrongType,
    /// Another page in its place, megabytes long.
    Huge,
}

impl Damage {
    /// The answer in place of the right one.
    pub async fn answer(self, response: Response) -> Response {
        if self == Self::Missing {
            return (StatusCode::NOT_FOUND, Html(NOT_FOUND)).into_response();
        }
        if self == Self::Huge {
            return Html("<p>Not yours.</p>\n".repeat(1 << 19)).into_response();
        }
        let (mut parts, body) = response.into_parts();
        let mut bytes = to_bytes(body, LIMIT).await.expect("a file");
        if self == Self::Truncated {
            bytes.truncate(bytes.len() / 2);
        }
        if self == Self::WrongType {
            let plain = HeaderValue::from_static("text/plain");
            parts.headers.insert(header::CONTENT_TYPE, plain);
        }
        parts.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(parts, Body::from(bytes))
    }
}
