//! Whether a word of an answer may be one that was sent.

use super::decode::lower;

/// A word that was sent, or a part of one.
#[derive(Debug)]
pub struct Word {
    text: String,
    /// How long a word is looked for inside others.
    least: usize,
}

impl Word {
    /// The word and, since a server may write other letters for those with marks, its parts without
    /// them. `is_short`: it belongs to a name, an address or a number.
    pub fn all_of(word: &str, is_short: bool) -> impl Iterator<Item = Self> {
        let text = lower(word);
        let plain = text.is_ascii();
        let parts: Vec<_> = match plain {
            true => Vec::new(),
            false => ascii_parts(&text).map(str::to_owned).collect(),
        };
        let whole = Self {
            text,
            least: match (plain, is_short) {
                (false, _) => 2,
                (true, true) => 3,
                (true, false) => 4,
            },
        };
        let parts = parts.into_iter().map(|text| Self { text, least: 2 });
        std::iter::once(whole).chain(parts)
    }

    /// Whether a word of an answer is like this one.
    pub fn is_like(&self, other: &str) -> bool {
        let other = lower(other);
        self.is_near(&other)
            || !other.is_ascii() && ascii_parts(&other).any(|part| self.is_near(part))
    }

    fn is_near(&self, other: &str) -> bool {
        let (ours, theirs) = (self.text.chars().count(), other.chars().count());
        let within = if other.is_ascii() { 3 } else { 2 };
        self.text == other
            || theirs >= within && self.text.contains(other)
            || ours >= self.least && other.contains(&self.text)
            || self.shares(other)
    }

    /// Whether some characters in a row are the same: three, if one of them is not ASCII.
    fn shares(&self, other: &str) -> bool {
        let other: Vec<char> = other.chars().collect();
        let is_ours = |part: &[char]| {
            let part: String = part.iter().collect();
            self.text.contains(&part)
        };
        let is_other = |part: &&[char]| !part.iter().all(char::is_ascii);
        other.windows(5).any(is_ours) || other.windows(3).filter(is_other).any(is_ours)
    }
}

/// The parts of a word between letters that are not ASCII.
fn ascii_parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| !c.is_ascii())
        .filter(|part| part.len() > 1)
}
