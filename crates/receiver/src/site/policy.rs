//! The headers that protect pages, and those that let other sites load files.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::inline;

/// Denies what a page never needs.
const PERMISSIONS: &str =
    "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=(), interest-cohort=()";

/// The Content Security Policy (CSP3) of a set of pages.
pub struct Policy {
    content: HeaderValue,
}

impl Policy {
    /// The policy for the site's pages: only scripts and styles of its own files, and the inline ones
    /// that the pages have now.
    pub fn for_pages<'a>(pages: impl IntoIterator<Item = &'a str>) -> Self {
        let mut policy = Sources::default();
        for page in pages {
            policy.add(page);
            policy.scripts.extend(inline::hashes("script", page));
        }
        policy.policy()
    }

    /// The policy for a page that the receiver renders. It may hold what a visitor typed, and has no
    /// script, so none is allowed by its hash.
    pub fn for_response(html: &str) -> Self {
        let mut policy = Sources::default();
        policy.add(html);
        policy.policy()
    }

    /// Sets the headers of a page.
    pub fn set_page_headers(&self, headers: &mut HeaderMap) {
        headers.insert(header::CONTENT_SECURITY_POLICY, self.content.clone());
        for (name, value) in [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "same-origin"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        set_opener_policy(headers);
    }
}

/// What pages use, sorted, so that a site has the same header after each start.
#[derive(Default)]
struct Sources {
    scripts: BTreeSet<String>,
    styles: BTreeSet<String>,
    images: BTreeSet<String>,
}

impl Sources {
    /// Adds the styles and pictures of a page.
    fn add(&mut self, html: &str) {
        self.styles.extend(inline::hashes("style", html));
        self.images.extend(image_origins(html).map(str::to_owned));
    }

    fn policy(&self) -> Policy {
        let list = |sources: &BTreeSet<String>| -> String {
            sources.iter().map(|source| format!(" {source}")).collect()
        };
        let [scripts, styles, images] = [&self.scripts, &self.styles, &self.images].map(list);
        let content = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; \
             style-src 'self'{styles}; img-src 'self' data:{images}; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'self'; manifest-src 'self'; require-trusted-types-for 'script'; \
             trusted-types care-guide"
        );
        let content = HeaderValue::from_str(&content)
            .unwrap_or(HeaderValue::from_static("default-src 'none'"));
        Policy { content }
    }
}

/// The origins of pictures that are not the site's own, such as a clinic's logo.
fn image_origins(html: &str) -> impl Iterator<Item = &str> {
    html.split("<img ").skip(1).filter_map(|tag| {
        let (tag, _) = tag.split_once('>')?;
        let (_, address) = tag.split_once("src=\"")?;
        let host = address
            .strip_prefix("https://")?
            .split(['/', '"', '?', '#'])
            .next()?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
        let end = "https://".len() + host.len();
        (!host.is_empty() && host.chars().all(is_plain)).then(|| &address[..end])
    })
}

/// Sets the Cross-Origin-Opener-Policy, so that other windows have no handle on the page (HTML, section
/// 7.1.3). A redirect between such pages needs it too: otherwise the browser opens the next page in a
/// new group of windows, and WebKit forgets what was typed on the page before.
pub fn set_opener_policy(headers: &mut HeaderMap) {
    let name = HeaderName::from_static("cross-origin-opener-policy");
    headers.insert(name, HeaderValue::from_static("same-origin"));
}

/// Sets the headers of a file that is not a page, so that every site can load it (Fetch, sections 3.2
/// and 3.7).
pub fn set_file_headers(headers: &mut HeaderMap) {
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

#[cfg(test)]
mod tests {
    use super::image_origins;

    #[test]
    fn a_logo_on_another_server_is_named_by_its_origin_and_nothing_else_is() {
        let html = "<img alt=\"\" src=\"https://cdn.example:8443/a.svg\"><img src=\"./b.svg\">\
            <img src=\"https://x;y/c.svg\"><a href=\"https://other.example/\">";
        let found: Vec<_> = image_origins(html).collect();
        assert_eq!(found, ["https://cdn.example:8443"]);
    }
}
