//! Which request headers pages of other origins may send (the CORS protocol of Fetch, section 3.2).
//!
//! All: tools that trace requests add a header to every `fetch` of a page, of whatever name. Nothing
//! here reads credentials, so none of them grants anything.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

/// How many seconds a browser may cache a preflight response; Chromium's own limit is two hours.
pub const MAX_AGE: u32 = 7200;

/// The most names that are repeated, and the most bytes of them: a response never has much more than the
/// request.
const NAMES: usize = 64;
const BYTES: usize = 2048;

/// Whether a request is a preflight.
pub fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::OPTIONS && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

/// The headers to allow: those that the preflight names, since `*` does not cover `Authorization`. `*`
/// where there are too many.
pub fn allowed_headers(preflight: &HeaderMap) -> HeaderValue {
    let values = preflight.get_all(ACCESS_CONTROL_REQUEST_HEADERS).iter();
    let names = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    // Anything but a name goes.
    let names = names.filter_map(|name| HeaderName::from_bytes(name.trim_ascii()).ok());
    let names: Vec<HeaderName> = names.take(NAMES + 1).collect();
    let list = names.iter().map(HeaderName::as_str);
    let list = list.collect::<Vec<_>>().join(",");
    let any = HeaderValue::from_static("*");
    match names.len() <= NAMES && list.len() <= BYTES && !list.is_empty() {
        true => HeaderValue::from_str(&list).unwrap_or(any),
        false => any,
    }
}

/// Responds to the preflight of a file that every page may load.
pub fn public_file(preflight: &HeaderMap) -> Response {
    let headers = [
        (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (
            ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("GET,HEAD"),
        ),
        (ACCESS_CONTROL_ALLOW_HEADERS, allowed_headers(preflight)),
        (ACCESS_CONTROL_MAX_AGE, MAX_AGE.into()),
        (
            VARY,
            HeaderValue::from_static("access-control-request-headers"),
        ),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(asked: &[&[u8]]) -> String {
        let mut headers = HeaderMap::new();
        for value in asked {
            let value = HeaderValue::from_bytes(value).expect("a value");
            headers.append(ACCESS_CONTROL_REQUEST_HEADERS, value);
        }
        let allowed = allowed_headers(&headers);
        allowed.to_str().expect("text").to_owned()
    }

    #[test]
    fn every_named_header_is_allowed() {
        let asked = "authorization, content-type,Traceparent ,x-datadog-trace-id";
        assert_eq!(
            allowed(&[asked.as_bytes(), b"baggage"]),
            "authorization,content-type,traceparent,x-datadog-trace-id,baggage"
        );
        assert_eq!(allowed(&[]), "*");
    }

    #[test]
    fn what_is_no_name_is_not_repeated() {
        assert_eq!(allowed(&[b"a,b c,<d>,\xff,,e:f"]), "a");
        assert_eq!(allowed(&[b"<d>, "]), "*");
    }

    #[test]
    fn too_many_names_are_not_repeated() {
        let name = "x".repeat(30);
        let names = |count| vec![name.as_str(); count].join(",");
        assert_eq!(allowed(&[names(NAMES).as_bytes()]), names(NAMES));
        assert_eq!(allowed(&[names(NAMES + 1).as_bytes()]), "*");
        assert_eq!(allowed(&["x".repeat(BYTES + 1).as_bytes()]), "*");
    }
}
