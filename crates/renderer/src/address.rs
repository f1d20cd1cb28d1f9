//! Where a guide file may come from.

use careguide::config::Endpoint;
use thiserror::Error;

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "allowed are the name of a bundled guide, https://…, a path on this site such as \
     /guides/other.json, or http:// on localhost, without a user name or password"
)]
pub struct Refused;

/// The whole address of a guide file, if it is one that requests may go to as well: the rule is the
/// same. A path belongs to `origin`, the page's own, whatever `<base>` says.
///
/// # Errors
/// Says what is allowed.
pub fn resolve(value: &str, origin: Option<&str>) -> Result<String, Refused> {
    match Endpoint::parse(value, origin) {
        Ok(address) => Ok(address.as_str().to_owned()),
        Err(_) => Err(Refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_pages_own_and_a_strange_scheme_is_refused() {
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
            assert_eq!(resolve(value, page), Err(Refused), "{value}");
        }
    }
}
