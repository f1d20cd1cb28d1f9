//! Particulars of a clinic.

use careguide::prerender;
use contract::Clinic;
use contract::clinic::is_web;
use guide_lint::clinic_file;

use crate::{Page, sample, text};

/// A file `clinic.json` as bytes.
pub fn read(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let clinic = match clinic_file::read("clinic.json", text) {
        Ok(clinic) => clinic,
        Err(lines) => return assert!(!lines.is_empty(), "an error says why"),
    };
    let written = serde_json::to_string(&clinic).expect("it can be written");
    let again: Clinic = serde_json::from_str(&written).expect("what is written can be read");
    let schema = clinic.schema.clone();
    assert_eq!(Clinic { schema, ..again }, clinic, "read, written and read");
    for language in ["en", "es-MX", ""] {
        let mut guide = sample::guide();
        guide.language = language.to_owned();
        let guide = guide.of_clinic(&clinic).seen_from("/");
        let particulars = guide.clinic.clone().unwrap_or_default();
        let addresses = [particulars.site, particulars.logo, particulars.privacy];
        assert!(addresses.iter().flatten().all(|address| is_web(address)));
        Page::part(&prerender::plain(&[], &guide)).leads_nowhere_else();
    }
}
