//! How long a response may be cached, and that nobody on its way changes it.
//!
//! All say `no-transform` (RFC 9111, section 5.2.2.6): an embedded guide is checked element by element,
//! and some proxies put elements around mail addresses, or scripts in front, by default.

use axum::http::{HeaderValue, StatusCode};

/// Cached, but validated at each use (RFC 9111, section 5.2.2.4).
pub const NO_CACHE: HeaderValue = HeaderValue::from_static("no-cache, no-transform");

/// For a file whose name, or whose version's folder, changes with its content (RFC 8246).
const IMMUTABLE: HeaderValue =
    HeaderValue::from_static("public, max-age=31536000, immutable, no-transform");

/// Stored by no cache, since the response may hold personal data (RFC 9111, section 5.2.2.5).
pub const NO_STORE: HeaderValue = HeaderValue::from_static("no-store, no-transform");

/// The `Cache-Control` for a path of the site. An error is never cached.
pub fn for_path(path: &str, status: StatusCode) -> HeaderValue {
    let found = status.is_success() || status == StatusCode::NOT_MODIFIED;
    if found && (path.starts_with("/v/") || is_named_by_content(path)) {
        IMMUTABLE
    } else {
        NO_CACHE
    }
}

/// Whether the file's name holds a hash of its content: `-`, sixteen hexadecimal digits, `.`.
fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.match_indices('-').any(|(at, _)| {
        let rest = &name.as_bytes()[at + 1..];
        let hash = rest
            .iter()
            .take_while(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
            .count();
        hash == 16 && rest.get(16) == Some(&b'.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_named_by_its_content_is_immutable() {
        for path in [
            "/app-0123456789abcdef.wasm",
            "/guides/mdma.en-0123456789abcdef.json",
            "/v/0.1.0-0123456789abcdef/care-guide.js",
        ] {
            assert_eq!(for_path(path, StatusCode::OK), IMMUTABLE, "{path}");
            assert_eq!(
                for_path(path, StatusCode::NOT_MODIFIED),
                IMMUTABLE,
                "{path}"
            );
            assert_eq!(
                for_path(path, StatusCode::INTERNAL_SERVER_ERROR),
                NO_CACHE,
                "{path}"
            );
        }
    }

    #[test]
    fn every_other_file_is_validated_at_each_use() {
        for path in [
            "/",
            "/index.html",
            "/care-guide.js",
            "/app-0123456789abcde.js",
            "/app-0123456789abcdef0.js",
            "/app-0123456789abcdef",
            "/app-0123456789abcdeg.js",
            "/app-0123456789abcdef.d/index.html",
        ] {
            assert_eq!(for_path(path, StatusCode::OK), NO_CACHE, "{path}");
        }
    }
}
