//! The words around figures.

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
        /// In the place of a number and of a picture where no study was found.
        none: String,
    }
}

impl FigureWords {
    /// So many of so many, in words.
    pub fn count(&self, count: u8, of: u8) -> String {
        self.count
            .replace("{count}", &count.to_string())
            .replace("{of}", &of.to_string())
    }
}
