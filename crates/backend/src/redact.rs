//! Takes what was sent out of what a server answered, so that a line on the console never holds what
//! the visitor typed.
//!
//! A server may write it in another way: escaped, in capitals, in parts, a number with other spaces.
//! So the answer is decoded first, and then each word of it that is like a word that was sent is
//! replaced. In doubt a word is replaced.

use contract::ConsultationRequest;
use contract::consultation::{Kind, Source};

use super::Tree;

mod decode;
mod word;

use decode::{cleaned, decoded, is_in_words, lower};
use word::Word;

/// The most characters of an answer that are looked at.
const READ: usize = 4_000;

/// A text of at most so many characters is a name, an address or a number.
const SHORT: usize = 100;

/// A run of letters and digits from here on may be anything, such as Base64.
const OPAQUE: usize = 20;

/// So many digits are a number of a person's.
const NUMBER: usize = 5;

const GONE: char = '…';

/// The words of one request.
#[derive(Debug)]
pub struct Redactor {
    words: Vec<Word>,
    /// The digits of each text.
    numbers: Vec<String>,
    /// The words of a choice, such as `someone_else`, and ids.
    choices: Vec<String>,
}

impl Redactor {
    /// What takes out the words of this request, a [`ConsultationRequest`] as JSON.
    pub fn new(request: &Tree) -> Self {
        let mut redactor = Self {
            words: Vec::new(),
            numbers: Vec::new(),
            choices: Vec::new(),
        };
        for field in ConsultationRequest::FIELDS {
            let typed = matches!(field.source, Source::Visitor | Source::Campaign);
            match (field.kind, request.member(field.name)) {
                (Kind::Text, Some(Tree::Text(text))) if typed => redactor.add(text),
                (Kind::Id, Some(Tree::Text(id))) => {
                    let reference = id.split('-').next().unwrap_or_default();
                    let names = [id.as_str(), reference].map(str::to_owned);
                    redactor.choices.extend(names);
                }
                (Kind::Choice(_), Some(Tree::Text(word))) => redactor.choices.push(word.clone()),
                (Kind::List, Some(Tree::List(items))) => {
                    let words = items.iter().filter_map(Tree::text);
                    redactor.choices.extend(words.map(lower));
                }
                _ => {}
            }
        }
        redactor
    }

    fn add(&mut self, text: &str) {
        self.add_words(&cleaned(text));
        // What was typed may look like an escape, and is decoded in the answer.
        if let Some(decoded) = decoded(text)
            && decoded != text
        {
            self.add_words(&cleaned(&decoded));
        }
    }

    fn add_words(&mut self, text: &str) {
        let is_short = text.chars().count() <= SHORT;
        let words = text.split(|c: char| !is_in_words(c));
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        for word in &words {
            self.words.extend(Word::all_of(word, is_short));
        }
        if is_short && words.len() > 1 {
            self.words.extend(Word::all_of(&words.concat(), is_short));
        }
        let number: String = text.chars().filter(char::is_ascii_digit).collect();
        if number.len() > 1 {
            self.numbers.push(number);
        }
    }

    /// The first `limit` characters of an answer, in one line, without anything that was sent.
    pub fn redacted(&self, answer: &str, limit: usize) -> String {
        let start: String = answer.chars().take(READ).collect();
        let is_cut = start.len() < answer.len();
        let Some(decoded) = decoded(&start) else {
            return GONE.to_string();
        };
        let text: Vec<char> = cleaned(&decoded).chars().collect();
        let mut redacted = Line::default();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let (length, goes) = self.part(rest, is_cut);
            match goes {
                true => redacted.push(GONE),
                false => rest
                    .iter()
                    .take(length)
                    .for_each(|character| redacted.push(*character)),
            }
            at += length;
        }
        redacted.first(limit)
    }

    /// How many characters belong together at the beginning of a text, and whether they go.
    fn part(&self, text: &[char], is_cut: bool) -> (usize, bool) {
        if !text.first().is_some_and(|first| is_in_words(*first)) {
            return (1, false);
        }
        let word = run(text, is_in_words);
        let ends_here = word == text.len();
        let number = number(text);
        let digits: String = text.iter().take(number).filter(|c| **c != ' ').collect();
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        if number >= word && self.is_number_of_ours(&digits) {
            return (number, true);
        }
        let opaque = run(text, |c| c.is_ascii_alphanumeric() || "+/=".contains(c));
        let ends_padded = text
            .get(..opaque)
            .is_some_and(|run| run.ends_with(&['=', '=']));
        if opaque >= OPAQUE || ends_padded {
            return (opaque, true);
        }
        let name = run(text, |c| is_in_words(c) || "-_".contains(c));
        let choice: String = text.iter().take(name).collect();
        if self.choices.contains(&lower(&choice)) {
            return (name, true);
        }
        let found: String = text.iter().take(word).collect();
        let goes = self.words.iter().any(|ours| ours.is_like(&found));
        (word, goes || is_cut && ends_here)
    }

    fn is_number_of_ours(&self, digits: &str) -> bool {
        let is_part = |ours: &String| ours.contains(digits) || digits.contains(ours.as_str());
        digits.len() >= NUMBER || digits.len() > 1 && self.numbers.iter().any(is_part)
    }
}

/// How many characters at the beginning are such.
fn run(text: &[char], such: impl Fn(char) -> bool) -> usize {
    text.iter().position(|c| !such(*c)).unwrap_or(text.len())
}

/// The length of a number at the beginning, whose digits may stand in groups.
fn number(text: &[char]) -> usize {
    let mut end = 0;
    for (index, character) in text.iter().enumerate() {
        match character {
            c if c.is_ascii_digit() => end = index + 1,
            c if " ().-/+".contains(*c) && index < end + 3 => {}
            _ => break,
        }
    }
    end
}

/// A line in which a mark stands once for several words.
#[derive(Default)]
struct Line(String);

impl Line {
    fn push(&mut self, character: char) {
        let repeats = |mark| character == mark && self.0.ends_with(mark);
        if !repeats(GONE) && !repeats(' ') {
            self.0.push(character);
        }
    }

    fn first(self, limit: usize) -> String {
        let mut rest = self.0.trim().chars();
        let mut first: String = rest.by_ref().take(limit).collect();
        if rest.next().is_some() {
            first.push(GONE);
        }
        first
    }
}

#[cfg(test)]
mod tests;
