//! The guides, whose texts the receiver's own pages and errors use.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use contract::{Clinic, ConsultationRequest, Guide};
use thiserror::Error;

use crate::folder;

/// Used if the site has no guide of its own.
const BUNDLED: &str = include_str!("../../../guides/mdma.en.json");

/// Every guide of the site, by name and language.
#[derive(Debug)]
pub struct Guides {
    found: BTreeMap<(String, String), Guide>,
    bundled: Guide,
    /// The languages whose page is in a folder of its own, such as `es/index.html`.
    folders: BTreeSet<String>,
}

/// Why the guides cannot be read.
#[derive(Debug, Error)]
pub enum Error {
    /// The guide inside the program does not fit the program's types.
    #[error(
        "the guide inside this program cannot be read: {0}; build the program again from a state where `cargo test -p contract` passes"
    )]
    Bundled(#[source] serde_json::Error),
    /// The site's folder of guides cannot be read.
    #[error("the guides in {} cannot be read: {_1}; let this user read that folder", .0.display())]
    Unreadable(PathBuf, #[source] std::io::Error),
}

impl Guides {
    /// Reads every guide below `guides/` of the site, and ignores other JSON files there.
    ///
    /// # Errors
    /// If the folder exists but cannot be read.
    pub fn load(site: Option<&Path>) -> Result<Self, Error> {
        let bundled: Guide = serde_json::from_str(BUNDLED).map_err(Error::Bundled)?;
        let clinic = site.and_then(clinic);
        let named = |guide: Guide| match &clinic {
            Some(clinic) => guide.of_clinic(clinic).seen_from("/"),
            None => guide.of_no_clinic(),
        };
        let bundled = named(bundled);
        let mut found = BTreeMap::new();
        let folder = site.map(|site| site.join("guides"));
        for path in folder
            .filter(|folder| folder.is_dir())
            .map(|folder| folder::files(&folder, "json"))
            .transpose()
            .map_err(|(path, error)| Error::Unreadable(path, error))?
            .into_iter()
            .flatten()
        {
            let text = std::fs::read_to_string(&path)
                .map_err(|error| Error::Unreadable(path.clone(), error))?;
            if let Ok(guide) = serde_json::from_str::<Guide>(&text) {
                found.insert(
                    (guide.name.clone(), guide.language.to_lowercase()),
                    named(guide),
                );
            }
        }
        let mut folders = BTreeSet::new();
        for guide in found.values() {
            let page = site.map(|site| site.join(&guide.language).join("index.html"));
            if page.is_some_and(|page| page.is_file()) {
                folders.insert(guide.language.clone());
            }
        }
        Ok(Self {
            found,
            bundled,
            folders,
        })
    }

    /// The path of the page that shows the guide: the folder of its language, or the site's root.
    pub fn home(&self, guide: &Guide) -> String {
        match self.folders.get(&guide.language) {
            Some(folder) => format!("/{folder}/"),
            None => "/".to_owned(),
        }
    }

    /// Whether a request's words of consent are those that its guide says, in its language and edition.
    pub fn has_words_of_consent(&self, request: &ConsultationRequest) -> bool {
        let guide = self.nearest(&request.guide, &request.language);
        let words = &guide.consultation.consent;
        guide.name == request.guide
            && guide.language.eq_ignore_ascii_case(&request.language)
            && guide.revision == request.guide_revision
            && request.agreed_wording(&words.contact, &words.text) == request.consent_wording
    }

    /// The guide with this name in the nearest language: `es-MX`, then `es` (RFC 4647, section
    /// 3.4), then any language the guide has. An unknown name gets the bundled guide.
    pub fn nearest(&self, name: &str, language: &str) -> &Guide {
        let mut range = language.to_lowercase();
        loop {
            if let Some(guide) = self.found.get(&(name.to_owned(), range.clone())) {
                return guide;
            }
            match range.rfind('-') {
                Some(at) => range.truncate(at),
                None => break,
            }
        }
        if name == self.bundled.name && self.bundled.language.eq_ignore_ascii_case(&range) {
            return &self.bundled;
        }
        let named = self.found.iter().find(|((known, _), _)| known == name);
        named.map_or(&self.bundled, |(_, guide)| guide)
    }
}

/// The particulars of the clinic that the site was built for. The build has checked them.
fn clinic(site: &Path) -> Option<Clinic> {
    let text = std::fs::read_to_string(site.join("clinic.json")).ok()?;
    serde_json::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site with the bundled guide under other names and languages.
    fn site(guides: &[(&str, &str)]) -> tempfile::TempDir {
        let site = tempfile::tempdir().expect("a folder");
        let folder = site.path().join("guides/deeper");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("other.json"), "{}").expect("a file");
        for (name, language) in guides {
            let mut guide: Guide = serde_json::from_str(BUNDLED).expect("a guide");
            (guide.name, guide.language) = ((*name).into(), (*language).into());
            let text = serde_json::to_string(&guide).expect("JSON");
            std::fs::write(folder.join(format!("{name}.{language}-0a.json")), text)
                .expect("a file");
        }
        site
    }

    fn chosen(guides: &Guides, name: &str, language: &str) -> String {
        let guide = guides.nearest(name, language);
        format!("{} {}", guide.name, guide.language)
    }

    #[test]
    fn the_bundled_guide_can_be_read() {
        let guides = Guides::load(None).expect("the bundled guide is valid");
        assert_eq!(guides.nearest("", ""), &guides.bundled);
    }

    #[test]
    fn the_nearest_language_of_a_guide_is_chosen() {
        let site = site(&[("sleep", "es"), ("sleep", "pt-BR")]);
        let guides = Guides::load(Some(site.path())).expect("guides");
        assert_eq!(chosen(&guides, "sleep", "es"), "sleep es");
        assert_eq!(chosen(&guides, "sleep", "es-MX"), "sleep es");
        assert_eq!(chosen(&guides, "sleep", "pt-br"), "sleep pt-BR");
        assert_eq!(chosen(&guides, "sleep", "de"), "sleep es");
        let bundled = format!("{} {}", guides.bundled.name, guides.bundled.language);
        assert_eq!(chosen(&guides, "unknown", "es"), bundled);
    }

    #[test]
    fn the_page_of_a_guide_is_in_the_folder_of_its_language_if_that_exists() {
        let site = site(&[("sleep", "en"), ("sleep", "es")]);
        std::fs::create_dir(site.path().join("es")).expect("a folder");
        std::fs::write(site.path().join("es/index.html"), "").expect("a file");
        let guides = Guides::load(Some(site.path())).expect("guides");
        let home = |language| guides.home(guides.nearest("sleep", language));
        assert_eq!((home("es"), home("en")), ("/es/".into(), "/".into()));
    }

    #[test]
    fn words_of_consent_are_known_in_their_language_and_edition_alone() {
        let guides = Guides::load(None).expect("the bundled guide");
        let guide = &guides.bundled;
        let words = &guide.consultation.consent;
        let agreed = ConsultationRequest {
            guide: guide.name.clone(),
            language: guide.language.clone(),
            guide_revision: guide.revision.clone(),
            consent_contact: true,
            consent_wording: words.contact.clone(),
            ..Default::default()
        };
        assert!(guides.has_words_of_consent(&agreed));
        let to_text = ConsultationRequest {
            consent_text: true,
            consent_wording: format!("{}\n{}", words.contact, words.text),
            ..agreed.clone()
        };
        assert!(guides.has_words_of_consent(&to_text));
        let changed: [fn(&mut ConsultationRequest); 6] = [
            |request| request.consent_wording.clear(),
            |request| request.consent_wording.push('!'),
            |request| request.consent_text = true,
            |request| request.guide_revision = "2020-01-01".to_owned(),
            |request| request.language = "es".to_owned(),
            |request| request.guide = "sleep".to_owned(),
        ];
        for (number, change) in changed.into_iter().enumerate() {
            let mut request = agreed.clone();
            change(&mut request);
            assert!(!guides.has_words_of_consent(&request), "{number}");
        }
    }

    #[test]
    fn a_site_without_guides_is_valid() {
        let site = tempfile::tempdir().expect("a folder");
        assert!(Guides::load(Some(site.path())).is_ok());
    }
}
