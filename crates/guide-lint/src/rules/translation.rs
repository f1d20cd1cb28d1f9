//! A translation has every part of the English guide, the same ids, numbers and sources, and is as
//! new.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::LintContext;
use super::sources::{cites, day};
use crate::{Diagnostic, numerals};

/// The language that the others are translated from.
const ORIGINAL: &str = "en";

/// Members that each language has for itself.
const OWN: [&str; 8] = [
    "$schema",
    "language",
    "direction",
    "review",
    "revision",
    "updated",
    "next_review",
    "language_name",
];

/// Members that are the same in every language: machines read them.
const SAME: [&str; 12] = [
    "id",
    "name",
    "url",
    "read",
    "section",
    "checked",
    "certainty",
    "tone",
    "meets",
    "ordered",
    "option",
    "day",
];

/// Parts whose texts may stay as they are, and whose number may differ: works keep their titles,
/// and help lines answer in a language or not.
const FREE: [&str; 2] = ["sources", "help.lines"];

/// Fewer words may be the same in two languages: names, numbers.
const FEWEST_WORDS: usize = 4;

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let guide = context.guide();
    if guide.language == ORIGINAL {
        return;
    }
    let original = context.others.iter().find(|other| {
        let other = other.guide();
        other.name == guide.name && other.language == ORIGINAL
    });
    let Some(original) = original else {
        return;
    };
    let english = original.guide();
    let (own, theirs) = (day(&guide.about.updated), day(&english.about.updated));
    if own < theirs {
        found.push(Diagnostic::warning(
            "about.updated",
            format!(
                "the translation is of {}, and {} is of {}",
                guide.about.updated,
                original.name(),
                english.about.updated
            ),
            "Translate what has changed since, then put in the day.",
        ));
    } else if guide.revision != english.revision {
        found.push(Diagnostic::warning(
            "revision",
            format!(
                "it is a translation of `{}`, and {} is `{}`",
                guide.revision,
                original.name(),
                english.revision
            ),
            "Translate what has changed, then take over its revision.",
        ));
    }
    let mut comparing = Comparing {
        language: &guide.language,
        found,
    };
    comparing.values("", original.value(), context.file.value());
}

struct Comparing<'a> {
    language: &'a str,
    found: &'a mut Vec<Diagnostic>,
}

impl Comparing<'_> {
    fn values(&mut self, path: &str, original: &Value, translation: &Value) {
        match (original, translation) {
            (Value::Object(original), Value::Object(translation)) => {
                self.objects(path, original, translation);
            }
            (Value::Array(original), Value::Array(translation)) => {
                self.arrays(path, original, translation);
            }
            (Value::String(original), Value::String(translation)) => {
                self.texts(path, original, translation);
            }
            _ if original != translation => {
                self.warn(
                    path,
                    format!("it is {translation}, and {original} in English"),
                    SAME_AS,
                );
            }
            _ => {}
        }
    }

    fn objects(&mut self, path: &str, original: &Map<String, Value>, other: &Map<String, Value>) {
        // A block is an object with its kind as the only member, which paths leave out.
        let is_block = |object: &Map<String, Value>| {
            path.ends_with(']') && object.len() == 1 && object.values().all(Value::is_object)
        };
        let block = is_block(original) && is_block(other);
        // Its members are words, whatever they are called, but for one.
        let are_words = path == "interface";
        for (name, value) in original {
            if OWN.contains(&name.as_str()) && (!are_words || name == "language_name") {
                continue;
            }
            let inner = if block {
                path.to_owned()
            } else {
                below(path, name)
            };
            match other.get(name) {
                Some(other)
                    if SAME.contains(&name.as_str()) && !are_words && !value.is_object() =>
                {
                    if value != other {
                        let what = format!("it is {other}, and {value} in English");
                        self.warn(&inner, what, SAME_AS);
                    }
                }
                Some(other) => self.values(&inner, value, other),
                None if FREE.contains(&path) => {}
                None => {
                    self.warn(
                        &inner,
                        format!("`{name}` is missing; it is there in English"),
                        TRANSLATE,
                    );
                }
            }
        }
        for name in other.keys() {
            let own = OWN.contains(&name.as_str()) || FREE.contains(&path);
            if !own && !original.contains_key(name) && !block {
                let what = format!("`{name}` is not there in English");
                self.warn(&below(path, name), what, SAME_AS);
            }
        }
    }

    fn arrays(&mut self, path: &str, original: &[Value], translation: &[Value]) {
        let (theirs, own) = (ids(original), ids(translation));
        if let (Some(theirs), Some(own)) = (theirs, own) {
            if theirs != own {
                let what = format!(
                    "there are {}; in English {}",
                    own.join(", "),
                    theirs.join(", ")
                );
                self.warn(path, what, "Have the same ones in the same order.");
            }
            for (original, id) in original.iter().zip(&theirs) {
                if let Some(index) = own.iter().position(|own| own == id) {
                    self.values(&format!("{path}[{index}]"), original, &translation[index]);
                }
            }
        } else if original.len() == translation.len() {
            let pairs = original.iter().zip(translation).enumerate();
            for (index, (original, translation)) in pairs {
                self.values(&format!("{path}[{index}]"), original, translation);
            }
        } else if !FREE.contains(&path) {
            let what = format!(
                "there are {}, and {} in English",
                translation.len(),
                original.len()
            );
            self.warn(path, what, TRANSLATE);
        }
    }

    fn texts(&mut self, path: &str, original: &str, translation: &str) {
        if FREE.iter().any(|free| path.starts_with(free)) {
            return;
        }
        let words = original.split_whitespace();
        let words = words
            .filter(|word| word.contains(char::is_alphabetic))
            .count();
        if original == translation && words >= FEWEST_WORDS {
            let what = format!("“{original}” is not translated");
            return self.warn(path, what, "Translate it.");
        }
        let differs = |own: &BTreeSet<String>, theirs: &BTreeSet<String>| {
            let list = |set: &BTreeSet<String>| match set.len() {
                0 => "none".to_owned(),
                _ => set.iter().cloned().collect::<Vec<_>>().join(", "),
            };
            (own != theirs).then(|| format!("{}, and in English {}", list(own), list(theirs)))
        };
        if let Some(what) = differs(&cites(translation).collect(), &cites(original).collect()) {
            self.warn(path, format!("it cites {what}"), "Cite the same sources.");
        }
        // Words are compared where those of both languages are known.
        let english = match numerals::knows(self.language) {
            true => ORIGINAL,
            false => self.language,
        };
        let theirs = numerals::numerals(english, original);
        let own = numerals::numerals(self.language, translation);
        if !own.says(&theirs) || !theirs.says(&own) {
            let what = format!("its numbers are {own}, and in English {theirs}");
            self.warn(path, what, "Give the same numbers.");
        }
        if original.contains("{limit}") && !translation.contains("{limit}") {
            self.warn(
                path,
                "`{limit}` is missing".to_owned(),
                "Write it where the number goes.",
            );
        }
    }

    fn warn(&mut self, path: &str, what: String, advice: &str) {
        self.found.push(Diagnostic::warning(path, what, advice));
    }
}

const SAME_AS: &str = "Make it the same as in English.";
const TRANSLATE: &str = "Translate what the English guide has, no more and no less.";

fn below(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        _ => format!("{path}.{name}"),
    }
}

/// The ids of a list whose items all have one.
fn ids(list: &[Value]) -> Option<Vec<&str>> {
    let ids = list.iter().map(|item| item.get("id")?.as_str());
    ids.collect::<Option<Vec<_>>>()
        .filter(|ids| !ids.is_empty())
}
