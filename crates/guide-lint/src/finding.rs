//! One thing that the editor has to say.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The guide must not be published so. It stops the build.
    Error,
    /// It should be mended. It stops nothing.
    Warning,
    /// It waits for somebody else, such as the clinic.
    Note,
}

/// One thing that the editor has to say about a place in a guide file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Where it is, such as `sections[3].blocks[7].text`.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it; empty where `what` says it already.
    pub advice: String,
}

impl Finding {
    /// Something that must be mended.
    pub fn error(
        place: impl Into<String>,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, place, what, advice)
    }

    /// Something that should be mended.
    pub fn warning(
        place: impl Into<String>,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, place, what, advice)
    }

    /// Something with this severity.
    pub fn new(
        severity: Severity,
        place: impl Into<String>,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            place: place.into(),
            what: what.into(),
            advice: advice.into(),
        }
    }
}
