//! The snippet that a page embeds the guide with, and the services that take requests. Both are
//! written in the documents, and shown from there.

use anyhow::{Context as _, Result, ensure};

/// The guide's server in the documents.
const SERVER: &str = "https://guide.clinic.example/";

/// Where the snippet sends requests in the documents.
const ENDPOINT: &str = " endpoint=\"https://guide.clinic.example/api/consultations\"";

/// The first example below the heading "The snippet", for files in this place and without an
/// endpoint: until there is one, the clinic's contact details stand in place of the form.
pub fn at(embedding: &str, place: &str) -> Result<String> {
    let found = embedding.split_once("## The snippet\n");
    let found = found.and_then(|(_, rest)| rest.split_once("```html\n")?.1.split_once("```"));
    let (snippet, _) = found.context("it has no snippet below \"The snippet\"")?;
    ensure!(
        snippet.contains(&format!("{SERVER}care-guide.js")) && snippet.contains(ENDPOINT),
        "its snippet has another server or endpoint than expected: {snippet}"
    );
    let snippet = snippet.replace(ENDPOINT, "").replace(SERVER, place);
    Ok(snippet.trim_end().to_owned())
}

/// A service that takes requests, and the attributes that name it.
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// `endpoint="…" backend="…"`.
    pub attributes: String,
}

/// Those below "The profiles" which the attributes alone set up.
pub fn services(backends: &str) -> Result<Vec<Service>> {
    let found = backends.split_once("## The profiles\n");
    let (_, profiles) = found.context("it has no heading \"The profiles\"")?;
    let profiles = profiles.split("\n## ").next().unwrap_or_default();
    let services = profiles.split("\n### ").skip(1).filter_map(|profile| {
        let (name, rest) = profile.split_once('\n')?;
        let line = rest.trim_start().lines().next()?;
        let attributes = line.strip_prefix('`')?.split_once('`')?.0;
        // `form` is for a server that the clinic's developers make.
        (name != "form" && attributes.starts_with("endpoint=")).then(|| Service {
            name: name.to_owned(),
            attributes: attributes.to_owned(),
        })
    });
    Ok(services.collect())
}

#[cfg(test)]
mod tests {
    use site::project::Project;

    use super::*;

    fn document(name: &str) -> String {
        fs_err::read_to_string(Project::find().root().join(name)).expect(name)
    }

    #[test]
    fn the_snippet_of_the_documents_takes_its_files_from_the_place_and_posts_nowhere() {
        let snippet = at(&document(crate::EMBEDDING), "/careguide/").expect("it is there");
        assert!(
            snippet.contains("src=\"/careguide/care-guide.js\""),
            "{snippet}"
        );
        assert!(
            snippet.contains("<care-guide guide=\"mdma\"") && snippet.ends_with("</care-guide>")
        );
        assert!(
            !snippet.contains("endpoint") && !snippet.contains(SERVER),
            "{snippet}"
        );
        assert!(at("# Embedding", "/").is_err());
    }

    #[test]
    fn the_services_of_the_documents_are_those_with_their_attributes() {
        let services = services(&document("docs/backends.md")).expect("they are there");
        let named = |name: &str| services.iter().find(|service| service.name == name);
        let formspree = named("Formspree").expect("it is there");
        assert_eq!(
            formspree.attributes,
            "endpoint=\"https://formspree.io/f/YOUR_ID\" backend=\"formspree\""
        );
        assert!(named("n8n").is_some() && named("form").is_none());
    }
}
