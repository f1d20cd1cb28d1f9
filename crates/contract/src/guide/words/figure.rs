//! The words around figures.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::texts;

words! {
    /// The words around pictures, and of the choice between picture, numbers and words.
    FigureWords {
        /// Stands before the choice, such as `Show as`.
        show: String,
        /// The choice of the picture.
        picture: String,
        /// The choice of the table of numbers.
        numbers: String,
        /// The choice of the words.
        words: String,
        /// So many of so many; `{count}` and `{of}` stand for the numbers.
        count: String,
        /// The header of the groups in the table of numbers.
        group: String,
        /// How many more of so many the first of two groups has; `{count}` and `{of}` as above.
        more: String,
        /// How many fewer it has.
        fewer: String,
        /// Where both have as many.
        equal: String,
        /// In the place of a number and of a picture where no study was found.
        none: String,
    }
}

impl FigureWords {
    /// So many of so many, in words.
    pub fn count(&self, count: u16, of: u16) -> String {
        filled(&self.count, count, of)
    }

    /// How the first group differs from the second, in words.
    pub fn difference(&self, first: u16, second: u16, of: u16) -> String {
        let words = match first.cmp(&second) {
            Ordering::Greater => &self.more,
            Ordering::Less => &self.fewer,
            Ordering::Equal => &self.equal,
        };
        filled(words, first.abs_diff(second), of)
    }
}

fn filled(words: &str, count: u16, of: u16) -> String {
    words
        .replace("{count}", &count.to_string())
        .replace("{of}", &of.to_string())
}
