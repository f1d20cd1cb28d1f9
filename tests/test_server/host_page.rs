//! Pages that embed the guide.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};

/// The placeholder for the guide's origin in pages and policies.
const GUIDE: &str = "https://guide.example";

/// A page with nothing but the guide.
pub const EMBEDDING: &str = host_page!(
    r#"<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<script type="module" src="/care-guide.js"></script>"#,
    r#"<main><care-guide endpoint="/api/consultations"></care-guide></main>"#
);

/// A page that embeds the guide.
#[derive(Debug, Clone, Copy)]
pub struct HostPage {
    pub path: &'static str,
    pub html: &'static str,
    pub policy: Option<&'static str>,
    pub report_only: Option<&'static str>,
}

/// Stands in a page whose elements name no clinic.
pub const NO_CLINIC: &str = "<!-- no clinic -->";

/// The page with the site's clinic in every element that names none: without one the form is closed.
pub fn named(html: &str) -> String {
    if html.contains(NO_CLINIC) {
        return html.to_owned();
    }
    let mut parts = html.split("<care-guide");
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let tag = part.split('>').next().unwrap_or_default();
        named += "<care-guide";
        // Not another element of whose name this is the beginning.
        if part.starts_with([' ', '>', '\n']) && !tag.contains(" clinic") {
            named += " clinic-name=\"Cambridge Biotherapies\"";
        }
        named += part;
    }
    named
}

impl HostPage {
    /// A page without policies.
    pub fn new(path: &'static str, html: &'static str) -> Self {
        Self {
            path,
            html,
            policy: None,
            report_only: None,
        }
    }

    /// The page with this origin of the guide.
    pub fn response(&self, origin: &str) -> Response {
        let mut response = Html(named(self.html).replace(GUIDE, origin)).into_response();
        for (name, policy) in [
            (header::CONTENT_SECURITY_POLICY, self.policy),
            (
                header::CONTENT_SECURITY_POLICY_REPORT_ONLY,
                self.report_only,
            ),
        ] {
            let Some(policy) = policy else { continue };
            let policy = policy.replace(GUIDE, origin);
            let policy = HeaderValue::from_str(&policy).expect("a policy is text");
            response.headers_mut().insert(name, policy);
        }
        response
    }
}
