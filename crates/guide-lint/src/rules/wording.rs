//! Words to avoid: hype, stigma, doses, and words that few readers know. The list is
//! `words.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::LintContext;
use crate::{Diagnostic, Severity, prose};

/// The list, by language.
static WORDS: LazyLock<HashMap<String, Vec<Entry>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../words.toml")).expect("words.toml has the shape of its entries")
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    words: Vec<String>,
    instead: String,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    severity: Weight,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Weight {
    Error,
    #[default]
    Warning,
}

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let language = context
        .guide()
        .language
        .split('-')
        .next()
        .unwrap_or_default();
    let Some(entries) = WORDS.get(language) else {
        return;
    };
    for (path, text) in context.guide().every_text() {
        // Titles of works are theirs; notes for the clinic are not for readers.
        if path.starts_with("sources[") || path.ends_with("review") {
            continue;
        }
        for sentence in prose::plain(text).split(['.', '?', '!']) {
            let sentence = tokens(sentence);
            for entry in entries {
                if let Some(words) = entry.found_in(&sentence) {
                    let severity = match entry.severity {
                        Weight::Error => Severity::Error,
                        Weight::Warning => Severity::Warning,
                    };
                    let what = format!("“{words}” is a word to avoid");
                    found.push(Diagnostic::new(severity, &path, what, &entry.instead));
                }
            }
        }
    }
}

impl Entry {
    /// The words of the entry that are in the sentence, as they stand there.
    fn found_in(&self, sentence: &[String]) -> Option<String> {
        if sentence.iter().any(|word| self.unless.contains(word)) {
            return None;
        }
        self.words.iter().find_map(|phrase| {
            let phrase = tokens(phrase);
            let mut paths = sentence.windows(phrase.len());
            let same = |window: &&[String]| {
                let mut pairs = window.iter().zip(&phrase);
                pairs.all(|(word, wanted)| word == wanted || wanted == "#" && is_number(word))
            };
            paths.find(same).map(|window| window.join(" "))
        })
    }
}

/// The words of a text in lower case; a number and the unit right after it are two.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.to_lowercase().replace('’', "'").chars() {
        if c.is_alphanumeric() || c == '\'' || c == '#' {
            let unit = c.is_alphabetic() && last.is_some_and(|last| last.is_ascii_digit());
            match tokens.last_mut().filter(|_| last.is_some() && !unit) {
                Some(token) => token.push(c),
                None => tokens.push(c.to_string()),
            }
            last = Some(c);
        } else {
            last = None;
        }
    }
    tokens
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_no_word_twice() {
        for (language, entries) in WORDS.iter() {
            let words = entries.iter().flat_map(|entry| &entry.words);
            let mut words: Vec<_> = words.collect();
            let all = words.len();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), all, "{language}");
        }
    }

    #[test]
    fn a_number_and_its_unit_are_two_words() {
        assert_eq!(
            tokens("Take 10mg, it’s 1,5 mg"),
            ["take", "10", "mg", "it's", "1", "5", "mg"]
        );
    }
}
