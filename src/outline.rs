//! What the components need to know of a guide to bring its HTML to life.

/// The outline of a guide. The build takes it from the guide file, the browser from the HTML that
/// the build left, which holds all the rest: every word, the error messages included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The guide's language (BCP 47).
    pub language: String,
    /// The sections' ids, in order.
    pub sections: Vec<String>,
    /// The index of the section shown first.
    pub first: usize,
    /// Which way the language is written.
    pub right_to_left: bool,
}

#[cfg(feature = "ssr")]
impl Outline {
    /// The outline of a guide file.
    pub fn of(guide: &contract::Guide, config: &crate::Config) -> Self {
        let sections: Vec<_> = guide.sections.iter().map(|s| s.id.clone()).collect();
        Self {
            language: guide.language.clone(),
            first: config.first_section(&sections).0,
            sections,
            right_to_left: guide.direction == contract::guide::Direction::Rtl,
        }
    }
}
