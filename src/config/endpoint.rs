//! The attributes `endpoint` and `exit`: addresses.

use std::fmt;

/// An address that requests may be sent to: `https:`, the page's own origin, or `http:` on the
/// loopback interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint(String);

/// Why an address is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointError {
    /// Another scheme, `http:` to another machine, or no address.
    Scheme,
    /// A user name or password in the address; every visitor could read it.
    Credentials,
    /// A path on a page that has no origin: in a sandbox without `allow-same-origin`.
    NoOrigin,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => {
                "allowed are https://…, a path on this site such as /api/consultations, or http:// on localhost"
            }
            Self::Credentials => "an address must not hold a user name or password",
            Self::NoOrigin => {
                "a frame with a sandbox and without allow-same-origin has no site of its own for a path; write the whole address"
            }
        })?;
        f.write_str("; the contact details are shown in place of the form")
    }
}

impl Endpoint {
    /// Checks an address. A path is resolved against `origin`, the page's own, whatever `<base>` says;
    /// in a sandbox that is `null`.
    ///
    /// # Errors
    /// The error says what is allowed.
    pub fn parse(value: &str, origin: Option<&str>) -> Result<Self, EndpointError> {
        address(value, origin, false).map(Self)
    }

    /// The URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The address of a page to leave to: as an endpoint's, and `http:` anywhere.
///
/// # Errors
/// The attribute's warning says what is allowed.
pub fn page(value: &str, origin: Option<&str>) -> Result<String, EndpointError> {
    address(value, origin, true)
}

fn address(value: &str, origin: Option<&str>, any_http: bool) -> Result<String, EndpointError> {
    let value = value.trim();
    // Browsers drop tabs and line breaks from addresses and read `\` as `/` (URL Standard,
    // 4.4), so an address that holds them is not what it seems.
    if value.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(EndpointError::Scheme);
    }
    if value.starts_with('/') && !value.starts_with("//") {
        if origin == Some("null") {
            return Err(EndpointError::NoOrigin);
        }
        return Ok(format!("{}{value}", origin.unwrap_or_default()));
    }
    let (scheme, rest) = value.split_once(':').ok_or(EndpointError::Scheme)?;
    let rest = rest.strip_prefix("//").ok_or(EndpointError::Scheme)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(EndpointError::Credentials);
    }
    let host = host(authority);
    let allowed = if scheme.eq_ignore_ascii_case("https") {
        true
    } else if scheme.eq_ignore_ascii_case("http") {
        any_http || is_loopback(host) || origin.is_some_and(|origin| is_within(value, origin))
    } else {
        false
    };
    if allowed && !host.is_empty() {
        Ok(value.to_owned())
    } else {
        Err(EndpointError::Scheme)
    }
}

/// The host of an authority, without its port.
fn host(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => host,
        _ => authority,
    }
}

fn is_loopback(host: &str) -> bool {
    // Numbers with dots between them, and perhaps one behind, are an address (URL Standard, 3.5), and
    // 127.0.0.0/8 is the loopback network (RFC 1122, section 3.2.1.3). `127.` alone is 0.0.0.127.
    let address = host.strip_suffix('.').unwrap_or(host);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let numeric = address.split('.').all(is_number);
    host.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
        || numeric && address.starts_with("127.")
}

fn is_within(value: &str, origin: &str) -> bool {
    value
        .strip_prefix(origin)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Option<&str> = Some("http://clinic.example");

    #[test]
    fn https_loopback_and_the_own_origin_are_allowed() {
        for value in [
            "https://formspree.io/f/abc",
            "HTTPS://api.clinic.example:8443/x?y=1",
            "http://localhost:8080/api",
            "http://127.0.0.1:8080/api",
            "http://[::1]:8080/api",
            "http://clinic.example/api",
        ] {
            let endpoint = Endpoint::parse(value, PAGE);
            assert_eq!(endpoint.as_ref().map(Endpoint::as_str), Ok(value));
        }
    }

    #[test]
    fn a_path_belongs_to_the_page_s_own_origin() {
        let endpoint = Endpoint::parse("/api/consultations", PAGE).expect("a path is allowed");
        assert_eq!(endpoint.as_str(), "http://clinic.example/api/consultations");
        let endpoint = Endpoint::parse("/api/consultations", None).expect("a path is allowed");
        assert_eq!(endpoint.as_str(), "/api/consultations");
    }

    #[test]
    fn a_path_on_a_page_without_an_origin_is_rejected() {
        let path = Endpoint::parse("/api/consultations", Some("null"));
        assert_eq!(path, Err(EndpointError::NoOrigin));
        assert!(Endpoint::parse("https://clinic.example/api", Some("null")).is_ok());
        assert!(Endpoint::parse("null/api", Some("null")).is_err());
    }

    #[test]
    fn everything_else_is_rejected() {
        for value in [
            "javascript:alert(1)",
            "data:text/plain,x",
            "http://other.example/api",
            "http://clinic.example.evil.example/api",
            "http://localhost.evil.example/",
            "http://127.:8080/api",
            "http://127.0.0.1..:8080/api",
            "//other.example/api",
            "/\\other.example/api",
            "api/consultations",
            "ftp://clinic.example/",
            "https://",
            "https:///path",
            "https://:443/",
            "java\nscript://x",
        ] {
            assert_eq!(
                Endpoint::parse(value, PAGE),
                Err(EndpointError::Scheme),
                "{value}"
            );
        }
    }

    #[test]
    fn a_page_to_leave_to_may_be_http_anywhere_and_nothing_else_more() {
        for (value, left_to) in [
            (
                "https://www.weather.example/",
                "https://www.weather.example/",
            ),
            ("http://weather.example", "http://weather.example"),
            ("HTTP://weather.example", "HTTP://weather.example"),
            ("/weather", "http://clinic.example/weather"),
        ] {
            assert_eq!(page(value, PAGE).as_deref(), Ok(left_to));
        }
        for value in [
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.example",
            "//weather.example",
            "weather.example",
            "weather",
            "#top",
            "http://",
            "https://a@b.example/",
            "java\nscript://x",
        ] {
            assert!(page(value, PAGE).is_err(), "{value}");
        }
        assert!(page("/weather", Some("null")).is_err());
    }

    #[test]
    fn credentials_in_the_address_are_rejected() {
        let refused = Endpoint::parse("https://user:secret@clinic.example/", PAGE);
        assert_eq!(refused, Err(EndpointError::Credentials));
    }
}
