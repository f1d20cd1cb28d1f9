//! How much a guide may hold. Guides at these limits are known to look right: see
//! [`crate::extremes`] and the tests that print and measure them.

/// Sections, which are tabs. The style sheet knows six.
pub const SECTIONS: usize = 6;

/// Fewest options. One alone compares nothing.
pub const FEWEST_OPTIONS: usize = 2;

/// Most options, which are columns of the side-by-side table.
pub const OPTIONS: usize = 6;

/// Rows of one table.
pub const ROWS: usize = 20;

/// Columns of a table of figures.
pub const COLUMNS: usize = 8;

/// Sources of a guide.
pub const SOURCES: usize = 100;

/// Characters of one word: a longer one is broken anywhere on a narrow screen.
pub const WORD: usize = 40;

/// Characters of a tab's label.
pub const LABEL: usize = 40;

/// Characters of the title.
pub const TITLE: usize = 120;
