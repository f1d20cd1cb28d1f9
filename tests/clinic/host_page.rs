//! A page of somebody else's, with the guide in it.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};

/// What stands in a page and in its policy for the origin of the guide's server.
const GUIDE: &str = "https://guide.example";

/// A page of somebody else's.
#[derive(Debug, Clone, Copy)]
pub struct HostPage {
    /// Where it is.
    pub path: &'static str,
    /// Its HTML.
    pub html: &'static str,
    /// Its Content-Security-Policy.
    pub policy: Option<&'static str>,
}

impl HostPage {
    /// The page, once it is known where the guide comes from.
    pub fn with_the_guide_from(&self, origin: &str) -> Response {
        let mut response = Html(self.html.replace(GUIDE, origin)).into_response();
        if let Some(policy) = self.policy {
            let policy = policy.replace(GUIDE, origin);
            let policy = HeaderValue::from_str(&policy).expect("a policy is text");
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}
