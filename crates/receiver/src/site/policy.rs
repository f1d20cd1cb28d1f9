//! The headers that protect pages, and those that open files to other sites.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::style;

/// What a page's document never needs.
const PERMISSIONS: &str =
    "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=(), interest-cohort=()";

/// The Content Security Policy (CSP3) of a set of pages.
pub struct Policy {
    content: HeaderValue,
}

impl Policy {
    /// The policy for pages with these texts: no script or style but the site's own files, and
    /// the inline styles that stand in them now.
    pub fn for_pages<'a>(pages: impl IntoIterator<Item = &'a str>) -> Self {
        // Sorted, so that the same site has the same header after each start.
        let styles: BTreeSet<String> = pages.into_iter().flat_map(style::hashes).collect();
        let styles: String = styles.iter().map(|hash| format!(" {hash}")).collect();
        let content = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'{styles}; \
             img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'self'; manifest-src 'self'; require-trusted-types-for 'script'; \
             trusted-types care-guide"
        );
        let content = HeaderValue::from_str(&content)
            .unwrap_or(HeaderValue::from_static("default-src 'none'"));
        Self { content }
    }

    /// Puts the headers of a page.
    pub fn protect_page(&self, headers: &mut HeaderMap) {
        headers.insert(header::CONTENT_SECURITY_POLICY, self.content.clone());
        for (name, value) in [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        isolate(headers);
    }
}

/// Gives other windows no handle on the page (HTML, section 7.1.3). What leads from one such page to
/// another needs this too: else the browser opens the next one in a new group of windows, and WebKit
/// forgets what was typed on the page before.
pub fn isolate(headers: &mut HeaderMap) {
    let name = HeaderName::from_static("cross-origin-opener-policy");
    headers.insert(name, HeaderValue::from_static("same-origin"));
}

/// Puts the headers of a file that is not a page: public, and used by the pages the guide is
/// embedded in (Fetch, sections 3.2 and 3.7).
pub fn open_file(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
