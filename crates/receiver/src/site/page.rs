//! The response for a page of the receiver's own.

use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

use super::cache_control::NO_STORE;
use super::policy::Policy;

/// Adds the headers of the site's pages, with the page's own inline styles in the policy. Never cached,
/// because what a visitor typed may be on it.
pub fn response(html: String) -> Response {
    let policy = Policy::for_response(&html);
    let mut response = Html(html).into_response();
    let headers = response.headers_mut();
    policy.set_page_headers(headers);
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    response
}
