//! Faults of files on their way to the browser.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::FILE_LIMIT;

const NOT_FOUND: &str = "<!doctype html><title>Not found</title><div><p>Nothing is here.</div>";

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// A 404 with a page comes in its place.
    Missing,
    /// Only its first half comes.
    Truncated,
    /// It comes as `text/plain`.
    WrongType,
    /// A page of megabytes comes in its place.
    Huge,
}

impl FileFault {
    /// Applies the fault to the right response.
    pub async fn apply(self, response: Response) -> Response {
        if self == Self::Missing {
            return (StatusCode::NOT_FOUND, Html(NOT_FOUND)).into_response();
        }
        if self == Self::Huge {
            return Html("<p>Not yours.</p>\n".repeat(1 << 19)).into_response();
        }
        let (mut parts, body) = response.into_parts();
        let mut bytes = to_bytes(body, FILE_LIMIT).await.expect("a file");
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
