//! The attributes `backend` and `profile`.

use backend::is_inline;

use super::endpoint::{Endpoint, EndpointError};

/// The names of the profiles in `public/backends/`, as one string: a list would be larger in the
/// Wasm.
pub const NAMES: &str = "careguide form formspree netlify hubspot web3forms basin \
    contact-form-7 gravity-forms zapier make n8n apps-script salesforce";

/// How to talk to the backend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Backend {
    /// By the default contract.
    #[default]
    Careguide,
    /// By a profile.
    Profile {
        /// The file's name; `None` for `custom`.
        file: Option<&'static str>,
        /// The element's own JSON, or the address of its file.
        own: Option<String>,
    },
}

/// Why a backend is unknown.
#[derive(Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No backend has this name.
    Name,
    /// `custom` needs the element's own profile, which is missing.
    NoProfile,
}

impl Backend {
    /// The backend with this name. `own` is the element's own profile.
    pub fn named(name: &str, own: Option<String>) -> Result<Self, Unknown> {
        let file = match name {
            "careguide" if own.is_none() => return Ok(Self::Careguide),
            "custom" if own.is_none() => return Err(Unknown::NoProfile),
            "custom" => None,
            name => Some(files().find(|file| *file == name).ok_or(Unknown::Name)?),
        };
        Ok(Self::Profile { file, own })
    }
}

/// The element's own profile, if it has one: JSON, or the address of a file.
///
/// # Errors
/// It is neither, and the error says which addresses are allowed.
pub fn own_profile(value: &str, origin: Option<&str>) -> Result<Option<String>, EndpointError> {
    if value.is_empty() || is_inline(value) {
        return Ok((!value.is_empty()).then(|| value.to_owned()));
    }
    Endpoint::parse(value, origin).map(|address| Some(address.as_str().to_owned()))
}

fn files() -> impl Iterator<Item = &'static str> {
    NAMES.split(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Option<String> {
        Some("{}".to_owned())
    }

    #[test]
    fn the_page_speaks_the_default_contract_unless_the_element_says_otherwise() {
        assert_eq!(Backend::named("careguide", None), Ok(Backend::Careguide));
        let file = Some("careguide");
        let changed = Backend::Profile { file, own: own() };
        assert_eq!(Backend::named("careguide", own()), Ok(changed));
    }

    #[test]
    fn every_other_backend_has_a_profile() {
        let file = Some("formspree");
        let bundled = Backend::Profile { file, own: None };
        assert_eq!(Backend::named("formspree", None), Ok(bundled));
        let custom = Backend::Profile {
            file: None,
            own: own(),
        };
        assert_eq!(Backend::named("custom", own()), Ok(custom));
        assert_eq!(Backend::named("custom", None), Err(Unknown::NoProfile));
        assert_eq!(Backend::named("pigeon", own()), Err(Unknown::Name));
    }

    #[test]
    fn a_profile_is_json_or_an_address() {
        let page = Some("https://clinic.example");
        for (value, own) in [
            ("", Ok(None)),
            (" {\"flat\": true}", Ok(Some(" {\"flat\": true}"))),
            // What the module says of these is clearer.
            ("[]", Ok(Some("[]"))),
            ("\"x\"", Ok(Some("\"x\""))),
            ("<p>{", Ok(Some("<p>{"))),
            (
                "/profile.json",
                Ok(Some("https://clinic.example/profile.json")),
            ),
            (" https://a.example/p", Ok(Some("https://a.example/p"))),
            ("http://localhost/p", Ok(Some("http://localhost/p"))),
            ("profile.json", Err(EndpointError::Scheme)),
            ("../profile.json", Err(EndpointError::Scheme)),
            ("//a.example/p", Err(EndpointError::Scheme)),
            ("http://a.example/p", Err(EndpointError::Scheme)),
            ("javascript:{}", Err(EndpointError::Scheme)),
            ("data:application/json,{}", Err(EndpointError::Scheme)),
            ("https://u:p@a.example/p", Err(EndpointError::Credentials)),
        ] {
            let own = own.map(|own| own.map(str::to_owned));
            assert_eq!(own_profile(value, page), own, "{value}");
        }
    }

    #[test]
    fn the_names_are_those_of_the_files() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/backends");
        let mut found: Vec<_> = std::fs::read_dir(folder)
            .expect("the folder of the profiles")
            .map(|file| file.expect("a file").file_name())
            .map(|name| name.into_string().expect("a name in Unicode"))
            .collect();
        found.sort();
        let mut names: Vec<_> = files().map(|name| format!("{name}.json")).collect();
        names.sort();
        assert_eq!(found, names);
    }
}
