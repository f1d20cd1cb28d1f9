//! Where the site will be.

use anyhow::{Result, bail};

/// The address of the site's first page, such as `https://guide.clinic.example/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads one.
    pub fn parse(text: &str) -> Result<Self> {
        let rest = text
            .strip_prefix("https://")
            .or(text.strip_prefix("http://"));
        let host = rest
            .and_then(|rest| rest.split_once('/'))
            .map(|(host, _)| host);
        let allowed = |c: char| c.is_ascii_graphic() && !"?#\"'<>\\@".contains(c);
        match host {
            Some(host) if !host.is_empty() && text.ends_with('/') && text.chars().all(allowed) => {
                Ok(Self(text.to_owned()))
            }
            _ => bail!(
                "`{text}` is not the address of a site; allowed is https:// or http://, a host, and \
                 perhaps a path, with a `/` at the end: https://guide.clinic.example/"
            ),
        }
    }

    /// The address of a path of the site; the path does not begin with `/`.
    pub fn of(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The site's path on its host: `/`, or where it is in a folder `/folder/`.
    pub fn path(&self) -> &str {
        let host = self.0.find("//").map_or(0, |slashes| slashes + 2);
        self.0[host..]
            .find('/')
            .map_or("/", |at| &self.0[host + at..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_path_and_gives_those_of_the_pages() {
        for (text, path, page) in [
            (
                "https://guide.clinic.example/",
                "/",
                "https://guide.clinic.example/es/",
            ),
            (
                "http://127.0.0.1:8080/guide/",
                "/guide/",
                "http://127.0.0.1:8080/guide/es/",
            ),
        ] {
            let address = Address::parse(text).expect(text);
            assert_eq!((address.path(), address.of("es/").as_str()), (path, page));
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_rejected_with_what_is_allowed() {
        for text in [
            "",
            "/",
            "clinic.example/",
            "https:///",
            "https://clinic.example",
            "https://clinic.example/index.html",
            "https://clinic.example/?page=1/",
            "https://clinic.example/#/",
            "https://user@clinic.example/",
            "https://clinic.example/a b/",
            "ftp://clinic.example/",
        ] {
            let error = Address::parse(text).expect_err(text);
            assert!(
                error.to_string().contains("https://guide.clinic.example/"),
                "{error}"
            );
        }
    }
}
