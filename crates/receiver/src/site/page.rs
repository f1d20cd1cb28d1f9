//! An answer that is a page of the receiver's own.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};

use super::policy::Policy;

/// The page with the headers that pages of the site have, for its own inline styles; never
/// stored, because what a visitor typed may be on it.
pub fn response(html: String) -> Response {
    let policy = Policy::for_pages([html.as_str()]);
    let mut response = Html(html).into_response();
    let headers = response.headers_mut();
    policy.protect_page(headers);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
