//! The guide files: all of them are checked and shipped, one of them is put into the page.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use contract::{Clinic, Guide};
use guide_lint::{Severity, files};

use crate::clinic;
use crate::project::Project;

/// Every guide file of the project, by its name and language, as in `mdma.en`.
#[derive(Debug)]
pub struct Guides {
    /// In the name of the project's clinic.
    guides: BTreeMap<String, Guide>,
    /// As the files have them.
    neutral: BTreeMap<String, Guide>,
    clinic: Option<Clinic>,
    warnings: String,
}

impl Guides {
    /// The project's guides, in the name of its clinic.
    pub fn load_for_project(project: &Project) -> Result<Self> {
        Self::load(&project.guides(), clinic::load(project.root())?)
    }

    /// Reads and checks every guide file in the folder; the error names all that is wrong. `clinic` is
    /// the one that shows them.
    pub fn load(folder: &Path, clinic: Option<Clinic>) -> Result<Self> {
        let (files, mut wrong) = files::read(&files::in_folder(folder)?)?;
        let today = files::today();
        let mut warnings = String::new();
        for file in &files {
            let report = guide_lint::lint_for(clinic.as_ref(), file, &files, today);
            let file = file.name();
            let errors = report.diagnostics.iter();
            let errors = errors.filter(|diagnostic| diagnostic.severity == Severity::Error);
            wrong.extend(errors.map(|error| match &error.advice[..] {
                "" => format!("{file}: {}: {}", error.path, error.message),
                advice => format!("{file}: {}: {}. {advice}", error.path, error.message),
            }));
            let count = report.count(Severity::Warning);
            if count > 0 {
                // Writing to a string never fails.
                let _ = writeln!(
                    warnings,
                    "{file}: {count} warnings; `cargo xtask guide check` lists them"
                );
            }
        }
        wrong.sort();
        ensure!(
            wrong.is_empty(),
            "the guides cannot be shown as they are:\n{}",
            wrong.join("\n")
        );
        let neutral = files.into_iter().map(|file| {
            let guide = file.into_guide();
            (format!("{}.{}", guide.name, guide.language), guide)
        });
        let neutral: BTreeMap<String, Guide> = neutral.collect();
        let guides = neutral.iter().map(|(key, guide)| {
            let guide = guide.clone();
            let guide = match &clinic {
                Some(clinic) => guide.of_clinic(clinic),
                None => guide.of_no_clinic(),
            };
            (key.clone(), guide)
        });
        Ok(Self {
            guides: guides.collect(),
            neutral,
            clinic,
            warnings,
        })
    }

    /// The clinic that shows the guides, if the project names one.
    pub fn clinic(&self) -> Option<&Clinic> {
        self.clinic.as_ref()
    }

    /// The guide with this key as pages of any clinic get it.
    pub fn for_any_clinic(&self, key: &str) -> Result<&Guide> {
        self.neutral
            .get(key)
            .with_context(|| format!("there is no guide {key}"))
    }

    /// How many warnings each file has, as lines to be printed; empty for none.
    pub fn warnings(&self) -> &str {
        &self.warnings
    }

    /// The guide with this name in this language.
    pub fn named(&self, name: &str, language: &str) -> Result<&Guide> {
        if name.contains('/') {
            bail!(
                "index.html: guide=\"{name}\" is an address, but the page is rendered with a guide of \
                 guides/; addresses are for pages that embed the guide"
            );
        }
        let wanted = format!("{name}.{language}");
        let same = |(key, _): &(&String, _)| key.eq_ignore_ascii_case(&wanted);
        let found = self.guides.iter().find(same).map(|(_, guide)| guide);
        found.with_context(|| {
            let known: Vec<_> = self.guides.keys().map(String::as_str).collect();
            let known = match known[..] {
                [] => "none".to_owned(),
                _ => known.join(", "),
            };
            format!(
                "guides/{wanted}.json is missing: <care-guide> in index.html asks for it with its \
                 `guide` and `lang`; there are {known}"
            )
        })
    }

    /// The guides with their names, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Guide)> {
        self.guides.iter().map(|(key, guide)| (key.as_str(), guide))
    }

    /// Every statement that only the clinic can settle, as lines to be printed; empty for none.
    pub fn waiting_for_the_clinic(&self) -> String {
        let mut lines = String::new();
        for (key, guide) in self.iter() {
            let notes = guide.clinic_notes();
            if notes.is_empty() {
                continue;
            }
            // Writing to a string never fails.
            let _ = writeln!(
                lines,
                "guides/{key}.json: {} waiting for the clinic",
                notes.len()
            );
            for note in notes {
                let _ = writeln!(lines, "  {}: {}", note.path, note.text);
            }
        }
        if let Some(note) = self
            .clinic
            .as_ref()
            .and_then(|clinic| clinic.review.as_ref())
        {
            let _ = writeln!(
                lines,
                "clinic.json: 1 waiting for the clinic\n  review: {note}"
            );
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(guide: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs_err::write(folder.path().join("mdma.en.json"), guide).expect("a file");
        folder
    }

    #[test]
    fn a_file_that_is_no_guide_is_reported_with_its_line() {
        let folder = folder_with("{\n  \"titel\": \"x\"\n}");
        let error = Guides::load(folder.path(), None).expect_err("titel is no field");
        let start = "the guides cannot be shown as they are:\n\
                     guides/mdma.en.json:2:9: titel: unknown field `titel`, expected one";
        assert!(error.to_string().starts_with(start), "{error}");
    }

    #[test]
    fn an_error_of_the_lint_stops_the_build_and_a_warning_does_not() {
        let real = fs_err::read_to_string(Project::find().guides().join("mdma.en.json"));
        let real = real.expect("the guide");
        let folder = folder_with(&real.replace("Nobody checks the street supply.", "Take 80 mg."));
        let error = Guides::load(folder.path(), None).expect_err("it names a dose");
        let text = error.to_string();
        assert!(
            text.contains("“80 mg” is a word to avoid. Never give an amount"),
            "{text}"
        );

        let folder = folder_with(&real.replace("Nobody checks the street supply.", "A miracle."));
        let guides = Guides::load(folder.path(), None).expect("a warning stops nothing");
        assert!(
            guides
                .warnings()
                .contains("`cargo xtask guide check` lists them")
        );
    }

    fn none() -> Guides {
        Guides {
            guides: BTreeMap::new(),
            neutral: BTreeMap::new(),
            clinic: None,
            warnings: String::new(),
        }
    }

    #[test]
    fn a_guide_that_is_not_there_is_named_with_those_that_are() {
        let guides = none();
        let error = guides.named("mdma", "es");
        let text = error.expect_err("it is missing").to_string();
        assert!(text.starts_with("guides/mdma.es.json is missing"), "{text}");
        assert!(text.ends_with("there are none"), "{text}");
    }

    #[test]
    fn a_page_is_not_printed_with_a_guide_from_elsewhere() {
        let guides = none();
        let error = guides.named("https://clinic.example/other.json", "en");
        let text = error.expect_err("it is an address").to_string();
        assert!(text.contains("is an address"), "{text}");
    }
}
