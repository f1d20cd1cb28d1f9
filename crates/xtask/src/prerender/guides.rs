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
    let mut json = serde_json::Deserializer::from_str(text);
    let guide: Guide = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| {
            let place = error.path().to_string();
            located(&file, Some(&place), error.inner())
        })
        .and_then(|guide| match json.end() {
            Ok(()) => Ok(guide),
            Err(error) => Err(located(&file, None, &error)),
        })
        .map_err(|fault| vec![fault])?;

    let mut faults: Vec<_> = guide
        .check()
        .iter()
        .map(|wrong| format!("{file}: {wrong}"))
        .collect();
    let named = format!("{}.{}", guide.name, guide.language);
    if named != key {
        faults.push(format!(
            "{file}: name, language: they say {named}, so the file must be called \
             guides/{named}.json"
        ));
    }
    if faults.is_empty() {
        Ok(guide)
    } else {
        Err(faults)
    }
}

/// `file:line:column: place: what`, as editors and terminals make links of it.
fn located(file: &str, place: Option<&str>, error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let what = error.to_string();
    let what = what
        .strip_suffix(&format!(" at line {line} column {column}"))
        .unwrap_or(&what);
    match place.filter(|place| *place != ".") {
        Some(place) => format!("{file}:{line}:{column}: {place}: {what}"),
        None => format!("{file}:{line}:{column}: {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_shape_is_told_with_line_place_and_what_is_allowed() {
        let text = "{\n  \"name\": \"mdma\",\n  \"titel\": \"x\"\n}";
        let faults = parse("mdma.en", text).expect_err("titel is no field");
        let [fault] = &faults[..] else {
            panic!("one fault, not {faults:?}");
        };
        assert!(
            fault
                .starts_with("guides/mdma.en.json:3:9: titel: unknown field `titel`, expected one"),
            "{fault}"
        );
        assert!(!fault.contains("at line"), "{fault}");
    }

    #[test]
    fn a_file_that_is_no_json_is_told_with_its_line() {
        let faults = parse("mdma.en", "{\n  \"name\": \n}").expect_err("there is no value");
        assert_eq!(faults, ["guides/mdma.en.json:3:1: name: expected value"]);
    }

    #[test]
    fn a_guide_that_is_not_there_is_named_with_those_that_are() {
        let guides = Guides(BTreeMap::new());
        let error = guides.named("mdma", "es");
        let text = error.expect_err("there is none").to_string();
        assert!(text.starts_with("guides/mdma.es.json is missing"), "{text}");
        assert!(text.ends_with("there are none"), "{text}");
    }
}
