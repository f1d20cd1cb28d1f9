//! One thing that the editor has to say.

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The guide must not be published so. It stops the build.
    Error,
    /// It should be mended. It stops nothing.
    Warning,
    /// It waits for somebody else, such as the clinic.
    Note,
}

/// One thing that the editor has to say about a path in a guide file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Where it is, such as `sections[3].blocks[7].text`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it; empty where `message` says it already.
    pub advice: String,
}

impl Diagnostic {
    /// Something that must be mended.
    pub fn error(
        path: impl Into<String>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, path, message, advice)
    }

    /// Something that should be mended.
    pub fn warning(
        path: impl Into<String>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, path, message, advice)
    }

    /// Something with this severity.
    pub fn new(
        severity: Severity,
        path: impl Into<String>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            path: path.into(),
            message: message.into(),
            advice: advice.into(),
        }
    }
}
