//! The settings of a receiver.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

use axum::http::{HeaderValue, Uri};
use thiserror::Error;

/// What the operator of a receiver decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The SQLite file; created with its folder if it is missing.
    pub database: PathBuf,
    /// The folder of the built site; `None` serves the API only.
    pub site: Option<PathBuf>,
    /// Origins of other sites whose pages may post.
    pub origins: Vec<Origin>,
    /// Proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: Vec<IpAddr>,
    /// Posts allowed to one client in ten minutes.
    pub rate_limit: NonZeroU32,
}

impl Settings {
    /// Thirty posts in ten minutes: enough for a person who fixes a form, or an office behind one
    /// address.
    pub const RATE_LIMIT: NonZeroU32 = NonZeroU32::new(30).expect("not zero");

    /// The default settings.
    pub fn new(database: impl Into<PathBuf>) -> Self {
        Self {
            database: database.into(),
            site: None,
            origins: Vec::new(),
            trusted_proxies: Vec::new(),
            rate_limit: Self::RATE_LIMIT,
        }
    }
}

/// The origin of a web page in the form browsers send it: a scheme, a host, and a port where it
/// is not the scheme's default (RFC 6454, section 6.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(HeaderValue);

impl Origin {
    /// The origin as the value of a header.
    pub fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

/// The text is not an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "an origin is http:// or https://, a host and perhaps a port, without a path: https://clinic.example"
)]
pub struct NotAnOrigin;

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let uri = Uri::from_str(text).map_err(|_| NotAnOrigin)?;
        let scheme = uri.scheme_str().filter(|s| matches!(*s, "http" | "https"));
        let (Some(scheme), Some(authority)) = (scheme, uri.authority()) else {
            return Err(NotAnOrigin);
        };
        let bare = uri.path() == "/" && uri.query().is_none() && !text.ends_with(['/', '#']);
        if !bare || authority.as_str().contains('@') {
            return Err(NotAnOrigin);
        }
        let is_of_a_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        let host = authority.host();
        let is_address = host.starts_with('[') && host.ends_with(']');
        let port = authority.as_str().strip_prefix(host).unwrap_or_default();
        // Port 0 is none, and the parser takes any digits.
        let is_port = port.is_empty() || authority.port_u16().is_some_and(|port| port > 0);
        if !is_port || !is_address && (host.is_empty() || !host.chars().all(is_of_a_name)) {
            return Err(NotAnOrigin);
        }
        // Browsers omit the scheme's default port and write the host in lower case.
        let default_port = if scheme == "https" { ":443" } else { ":80" };
        let host = authority.as_str().to_ascii_lowercase();
        let host = host.strip_suffix(default_port).unwrap_or(&host);
        HeaderValue::from_str(&format!("{scheme}://{host}"))
            .map(Self)
            .map_err(|_| NotAnOrigin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_kept_as_browsers_send_them() {
        for (given, sent) in [
            ("https://clinic.example", "https://clinic.example"),
            ("https://Clinic.Example:443", "https://clinic.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:80", "http://[::1]"),
        ] {
            assert_eq!(given.parse::<Origin>().expect(given).header(), sent);
        }
    }

    #[test]
    fn other_texts_are_rejected() {
        for text in [
            "*",
            "null",
            "clinic.example",
            "https://clinic.example/",
            "https://clinic.example/page",
            "https://clinic.example?x",
            "ftp://clinic.example",
            "https://user@clinic.example",
            "https://*.clinic.example",
            "https://clinic.example:0",
            "https://clinic.example:99999",
            "https://clinic.example:",
            "https://klinik.\u{e4}.example",
            "https://",
            "",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(NotAnOrigin), "{text}");
        }
    }
}
