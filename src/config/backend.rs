//! The attribute `backend`.

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
        /// The element's own JSON.
        own: Option<String>,
    },
}

/// Why a backend is unknown.
#[derive(Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No backend has this name.
    Name,
    /// `custom` needs the element's own JSON, which is missing.
    NoProfile,
}

impl Backend {
    /// The backend with this name. `own` is the element's own JSON.
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
