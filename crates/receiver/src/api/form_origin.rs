//! Which pages may post the form.
//!
//! A browser posts a form to any site without asking (Fetch, section 3.2, concerns scripts alone), so any
//! page could put requests in the name of its visitors before staff.

use axum::http::{HeaderMap, Uri, header};

use crate::settings::Origin;

/// Fetch Metadata, section 2.4.
const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// Whether a form comes from a page of this receiver, of one of the `origins`, or from no page at all.
///
/// Browsers say so in `Sec-Fetch-Site`, and older ones, or those without TLS, in `Origin`. A client that
/// sends neither is no browser of these years, and acts for nobody but itself.
pub fn is_allowed(headers: &HeaderMap, origins: &[Origin]) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let origin = text(header::ORIGIN.as_str());
    let is_named =
        origin.is_some_and(|origin| origins.iter().any(|named| named.header() == origin));
    match (text(SEC_FETCH_SITE), origin) {
        // `none`: the visitor entered it, as after a restart of the browser.
        (Some("same-origin" | "none"), _) | (None, None) => true,
        (None, Some(origin)) if !is_named => is_own(origin, text(header::HOST.as_str())),
        _ => is_named,
    }
}

/// The scheme is the proxy's, which this program does not see.
fn is_own(origin: &str, host: Option<&str>) -> bool {
    let origin: Option<Uri> = origin.parse().ok();
    let authority = origin.as_ref().and_then(Uri::authority);
    authority.is_some_and(|own| host.is_some_and(|host| own.as_str().eq_ignore_ascii_case(host)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(headers: &[(&str, &str)]) -> bool {
        let mut map = HeaderMap::new();
        map.insert(header::HOST, "guide.example".parse().expect("a header"));
        for (name, value) in headers {
            let name: header::HeaderName = name.parse().expect("a name");
            map.insert(name, value.parse().expect("a header"));
        }
        let origins = ["https://clinic.example".parse().expect("an origin")];
        is_allowed(&map, &origins)
    }

    #[test]
    fn the_form_of_the_own_page_and_of_named_sites_is_allowed() {
        for headers in [
            &[][..],
            &[("sec-fetch-site", "same-origin")],
            // A policy of the page may hide its origin.
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[("sec-fetch-site", "none")],
            &[("origin", "https://guide.example")],
            &[("origin", "http://Guide.example")],
            &[("origin", "https://clinic.example")],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://clinic.example"),
            ],
            &[
                ("sec-fetch-site", "same-site"),
                ("origin", "https://clinic.example"),
            ],
        ] {
            assert!(allowed(headers), "{headers:?}");
        }
    }

    #[test]
    fn the_form_of_any_other_page_is_not() {
        for headers in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://guide.example"),
            ],
            &[("sec-fetch-site", "cross-site"), ("origin", "null")],
            &[("sec-fetch-site", "new-word")],
            &[("origin", "https://evil.example")],
            &[("origin", "https://guide.example.evil.example")],
            &[("origin", "https://guide.example:444")],
            &[("origin", "null")],
            &[("origin", "")],
        ] {
            assert!(!allowed(headers), "{headers:?}");
        }
    }
}
