//! The project's own clinic, and the table by which browsers check those of other pages.

use std::path::Path;

use anyhow::{Result, ensure};
use contract::Clinic;
use contract::clinic::{FILE_LIMIT, Kind, MEMBERS};
use serde_json::{Map, Value, json};

/// The file in the project, and in `dist/`.
pub const FILE: &str = "clinic.json";

/// Reads the project's file; `None` for a project that names no clinic.
pub fn load(root: &Path) -> Result<Option<Clinic>> {
    let path = root.join(FILE);
    if !path.exists() {
        return Ok(None);
    }
    let read = guide_lint::clinic_file::read(FILE, &fs_err::read_to_string(path)?);
    let wrong = read.as_ref().err().map(|lines| lines.join("\n"));
    let wrong = wrong.unwrap_or_default();
    ensure!(
        read.is_ok(),
        "the clinic's particulars cannot be shown as they are:\n{wrong}"
    );
    Ok(read.ok())
}

/// The particulars without what only the clinic reads.
pub fn published(clinic: Option<&Clinic>) -> Option<Clinic> {
    Some(Clinic {
        schema: None,
        review: None,
        ..clinic?.clone()
    })
}

/// Writes the file into the site.
pub fn write(clinic: &Clinic, folder: &Path) -> Result<()> {
    let text = serde_json::to_string(&published(Some(clinic)))?;
    fs_err::write(folder.join(FILE), text)?;
    Ok(())
}

/// What `src/loader/clinic.js` gets: the table of the members, and the clinic in whose name the build
/// has printed the guides.
pub fn table(own: Option<&Clinic>) -> Value {
    let members = MEMBERS.iter().map(|member| {
        let rule = json!([member.kind.as_str(), member.limit, member.translated]);
        (member.path.to_owned(), rule)
    });
    let members: Map<_, _> = members.collect();
    let kinds = Kind::ALL.map(|kind| (kind.as_str().to_owned(), kind.allowed().into()));
    let kinds: Map<String, Value> = kinds.into_iter().collect();
    json!({ "limit": FILE_LIMIT, "members": members, "kinds": kinds, "own": own })
}
