//! The encoding of a post's body.

use axum::http::{HeaderMap, StatusCode, header};
use mime::Mime;

use super::problem::Problem;

/// The encoding of a post's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `application/json`, from a hydrated page.
    Json,
    /// `application/x-www-form-urlencoded`, from a native form post.
    Form,
}

impl Encoding {
    /// The media types, for the `Accept` header of a response.
    pub const ACCEPTED: &str = "application/json, application/x-www-form-urlencoded";

    /// Reads `Content-Type`. A charset is allowed and ignored: JSON is UTF-8 (RFC 8259, section 8.1),
    /// and so is a form of a page in UTF-8.
    ///
    /// # Errors
    /// 415 for other types, and for compressed bodies (RFC 9110, section 8.4).
    pub fn from_headers(headers: &HeaderMap) -> Result<Self, Problem> {
        let unsupported = || {
            let detail = format!(
                "Send the request uncompressed, as one of: {}.",
                Self::ACCEPTED
            );
            Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
        };
        let text = |name| {
            headers
                .get(name)
                .map(|value| value.to_str().unwrap_or_default())
        };
        if text(header::CONTENT_ENCODING)
            .is_some_and(|coding| !coding.eq_ignore_ascii_case("identity"))
        {
            return Err(unsupported());
        }
        let kind: Mime = text(header::CONTENT_TYPE)
            .and_then(|value| value.parse().ok())
            .ok_or_else(unsupported)?;
        match kind.essence_str() {
            "application/json" => Ok(Self::Json),
            "application/x-www-form-urlencoded" => Ok(Self::Form),
            _ => Err(unsupported()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &str) -> Option<Encoding> {
        let value = kind.parse().expect("a header");
        Encoding::from_headers(&HeaderMap::from_iter([(header::CONTENT_TYPE, value)])).ok()
    }

    #[test]
    fn parameters_and_case_are_ignored() {
        assert_eq!(of("application/json"), Some(Encoding::Json));
        assert_eq!(of("Application/JSON; charset=UTF-8"), Some(Encoding::Json));
        assert_eq!(
            of("application/x-www-form-urlencoded;charset=utf-8"),
            Some(Encoding::Form)
        );
    }

    #[test]
    fn other_types_are_rejected() {
        for kind in [
            "text/plain",
            "multipart/form-data; boundary=x",
            "json",
            "application/problem+json",
        ] {
            assert_eq!(of(kind), None, "{kind}");
        }
        assert!(Encoding::from_headers(&HeaderMap::new()).is_err());
    }
}
