//! The guide files: all of them are checked and shipped, one of them is put into the page.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use contract::Guide;
use thiserror::Error;

/// Every guide file of the project, by its name and language, as in `mdma.en`.
#[derive(Debug)]
pub struct Guides(BTreeMap<String, Guide>);

/// Why the guides cannot be shown.
#[derive(Debug, Error)]
pub enum GuidesError {
    /// A file cannot be read; the message names it.
    #[error(transparent)]
    Unreadable(#[from] std::io::Error),
    /// Everything that is wrong in the files, one line each.
    #[error("the guides cannot be shown as they are:\n{}", .0.join("\n"))]
    Wrong(Vec<String>),
    /// The page asks for a guide by its address.
    #[error(
        "index.html: guide=\"{0}\" is an address, but the page is printed with a guide of guides/; \
         addresses are for pages that embed the guide"
    )]
    Address(String),
    /// The page asks for a guide that is not there.
    #[error(
        "guides/{wanted}.json is missing: <care-guide> in index.html asks for it with its `guide` \
         and `lang`; there are {there}"
    )]
    Missing {
        /// The name and language asked for.
        wanted: String,
        /// The ones there are.
        there: String,
    },
}

impl Guides {
    /// Reads and checks every guide file in the folder; the error names all that is wrong.
    pub fn load(folder: &Path) -> Result<Self, GuidesError> {
        let mut guides = BTreeMap::new();
        let mut wrong = Vec::new();
        for entry in fs_err::read_dir(folder)? {
            let path = entry?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let Some(key) = name
                .strip_suffix(".json")
                .filter(|n| !n.ends_with(".schema"))
            else {
                continue;
            };
            match parse(key, &fs_err::read_to_string(&path)?) {
                Ok(guide) => {
                    guides.insert(key.to_owned(), guide);
                }
                Err(faults) => wrong.extend(faults),
            }
        }
        if wrong.is_empty() {
            Ok(Self(guides))
        } else {
            wrong.sort();
            Err(GuidesError::Wrong(wrong))
        }
    }

    /// The guide with this name in this language.
    pub fn named(&self, name: &str, language: &str) -> Result<&Guide, GuidesError> {
        if name.contains('/') {
            return Err(GuidesError::Address(name.to_owned()));
        }
        let wanted = format!("{name}.{language}");
        self.0.get(&wanted).ok_or_else(|| {
            let there: Vec<_> = self.0.keys().map(String::as_str).collect();
            let there = match there[..] {
                [] => "none".to_owned(),
                _ => there.join(", "),
            };
            GuidesError::Missing { wanted, there }
        })
    }

    /// The guides with their names, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Guide)> {
        self.0.iter().map(|(key, guide)| (key.as_str(), guide))
    }

    /// Every statement that only the clinic can settle, as lines to be printed; empty for none.
    pub fn waiting_for_the_clinic(&self) -> String {
        let mut lines = String::new();
        for (key, guide) in self.iter() {
            let reviews = guide.reviews();
            if reviews.is_empty() {
                continue;
            }
            // Writing to a string never fails.
            let _ = writeln!(
                lines,
                "guides/{key}.json: {} waiting for the clinic",
                reviews.len()
            );
            for review in reviews {
                let _ = writeln!(lines, "  {}: {}", review.place, review.note);
            }
        }
        lines
    }
}

/// Parses and checks one file. `key` is the file's name without `.json`.
fn parse(key: &str, text: &str) -> Result<Guide, Vec<String>> {
    let file = format!("guides/{key}.json");
    let guide = printer::read(&file, text)?;
    let named = format!("{}.{}", guide.name, guide.language);
    if named == key {
        Ok(guide)
    } else {
        Err(vec![format!(
            "{file}: name, language: they say {named}, so the file must be called \
             guides/{named}.json"
        )])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_called_otherwise_than_its_guide_is_refused() {
        let text = include_str!("../../../contract/tests/fixtures/small.en.json");
        let faults = parse("large.en", text).expect_err("its name is eyesight");
        assert_eq!(
            faults,
            [
                "guides/large.en.json: name, language: they say eyesight.en, so the file must be called \
              guides/eyesight.en.json"
            ]
        );
    }

    #[test]
    fn a_guide_that_is_not_there_is_named_with_those_that_are() {
        let guides = Guides(BTreeMap::new());
        let error = guides.named("mdma", "es");
        let text = error.expect_err("there is none").to_string();
        assert!(text.starts_with("guides/mdma.es.json is missing"), "{text}");
        assert!(text.ends_with("there are none"), "{text}");
    }

    #[test]
    fn a_page_is_not_printed_with_a_guide_from_elsewhere() {
        let guides = Guides(BTreeMap::new());
        let error = guides.named("https://clinic.example/other.json", "en");
        let text = error.expect_err("it is an address").to_string();
        assert!(text.contains("is an address"), "{text}");
    }
}
