//! Which addresses a guide file may come from.

use careguide::config::Endpoint;
use thiserror::Error;

/// The address is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "allowed are the name of a bundled guide, https://…, a path on this site such as \
     /guides/other.json, or http:// on localhost, without a user name or password"
)]
pub struct Rejected;

/// Resolves the address of a guide file, by the rule for endpoints. A path belongs to `origin`, the
/// page's own, whatever `<base>` says.
///
/// # Errors
/// Says what is allowed.
pub fn resolve(value: &str, origin: Option<&str>) -> Result<String, Rejected> {
    match Endpoint::parse(value, origin) {
        Ok(address) => Ok(address.as_str().to_owned()),
        Err(_) => Err(Rejected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_pages_own_and_another_scheme_is_rejected() {
        let page = Some("https://clinic.example");
        assert_eq!(
            resolve("/other.json", page).as_deref(),
            Ok("https://clinic.example/other.json")
        );
        for value in [
            "javascript:x/",
            "http://other.example/a.json",
            "../other.json",
        ] {
            assert_eq!(resolve(value, page), Err(Rejected), "{value}");
        }
    }
}
