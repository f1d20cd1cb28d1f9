//! Pages of somebody else's, with the guide in them.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};

/// What stands in a page and in its policy for the origin of the guide's server.
const GUIDE: &str = "https://guide.example";

/// A page of somebody else's, on which there is nothing but the guide.
pub const EMBEDDING: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Our clinic</title>
<link rel="icon" href="data:,">
<script type="module" src="/care-guide.js"></script>
</head>
<body><main><care-guide endpoint="/api/consultations"></care-guide></main></body>
</html>"#;

/// A page of somebody else's.
#[derive(Debug, Clone, Copy)]
pub struct HostPage {
    /// Where it is.
    pub path: &'static str,
    /// Its HTML.
    pub html: &'static str,
    /// Its Content-Security-Policy.
    pub policy: Option<&'static str>,
    /// Its Content-Security-Policy-Report-Only.
    pub reported: Option<&'static str>,
}

impl HostPage {
    /// A page without a policy.
    pub fn new(path: &'static str, html: &'static str) -> Self {
        Self {
            path,
            html,
            policy: None,
            reported: None,
        }
    }

    /// The page, once it is known where the guide comes from.
    pub fn with_the_guide_from(&self, origin: &str) -> Response {
        let mut response = Html(self.html.replace(GUIDE, origin)).into_response();
        for (name, policy) in [
            (header::CONTENT_SECURITY_POLICY, self.policy),
            (header::CONTENT_SECURITY_POLICY_REPORT_ONLY, self.reported),
        ] {
            let Some(policy) = policy else { continue };
            let policy = policy.replace(GUIDE, origin);
            let policy = HeaderValue::from_str(&policy).expect("a policy is text");
            response.headers_mut().insert(name, policy);
        }
        response
    }
}
