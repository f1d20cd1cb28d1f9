//! `cargo xtask schema`: the JSON Schemas and the OpenAPI document, for editors and for authors of
//! backends, and the list of what leaves the page.
//!
//! They are made from the types that the page, the build and the receiver use, and committed so
//! that an editor finds them without a build.

use anyhow::{Context as _, Result, ensure};
use contract::schema;
use serde::Serialize;
use site::project::Project;

/// The document that says what leaves the page.
const PRIVACY: &str = "docs/privacy.md";

/// Writes the schemas.
pub fn write(project: &Project) -> Result<()> {
    for (name, text) in files(project)? {
        fs_err::write(project.root().join(name), text)?;
        println!("{name} is written.");
    }
    Ok(())
}

/// Compares the committed schemas with the types.
pub fn check(project: &Project) -> Result<()> {
    for (name, text) in files(project)? {
        let committed = fs_err::read_to_string(project.root().join(name)).unwrap_or_default();
        ensure!(
            committed == text,
            "{name} is not what the types say; `cargo xtask schema` fixes it"
        );
    }
    Ok(())
}

fn files(project: &Project) -> Result<[(&'static str, String); 5]> {
    let request = "docs/consultation-request.schema.json";
    let privacy = fs_err::read_to_string(project.root().join(PRIVACY))?;
    let privacy = schema::with_table_of_fields(&privacy).with_context(|| {
        format!("{PRIVACY} has no place for its table, between `<!-- fields: …` and `<!-- end -->`")
    })?;
    Ok([
        (PRIVACY, privacy),
        pretty("clinic.schema.json", &schema::clinic())?,
        pretty("guides/guide.schema.json", &schema::guide())?,
        pretty(request, &schema::request())?,
        pretty("docs/openapi.json", &schema::openapi())?,
    ])
}

fn pretty(name: &'static str, value: &impl Serialize) -> Result<(&'static str, String)> {
    let text = serde_json::to_string_pretty(value)?;
    Ok((name, format!("{text}\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project whose document has a place for the table, and nothing in it.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["guides", "docs"] {
            fs_err::create_dir(folder.path().join(name)).expect("a folder");
        }
        let empty = "<!-- fields: written by `cargo xtask schema` -->\n\n<!-- end -->\n";
        fs_err::write(folder.path().join(PRIVACY), empty).expect("a document");
        folder
    }

    #[test]
    fn a_document_without_a_place_for_the_table_is_named() {
        let folder = folder();
        fs_err::write(folder.path().join(PRIVACY), "# Privacy\n").expect("a document");
        let error = write(&Project::at(folder.path())).expect_err("it has no place");
        assert_eq!(
            error.to_string(),
            "docs/privacy.md has no place for its table, between `<!-- fields: …` and `<!-- end -->`"
        );
    }

    #[test]
    fn a_schema_that_is_missing_or_old_is_named_with_the_line_that_fixes_it() {
        let folder = folder();
        let error = check(&Project::at(folder.path())).expect_err("it is missing");
        assert_eq!(
            error.to_string(),
            "docs/privacy.md is not what the types say; `cargo xtask schema` fixes it"
        );
    }

    #[test]
    fn what_was_written_passes_the_check() {
        let folder = folder();
        let project = Project::at(folder.path());
        write(&project).expect("they can be written");
        check(&project).expect("they are what the types say");
    }
}
