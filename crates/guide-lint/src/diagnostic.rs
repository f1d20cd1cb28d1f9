//! What a rule reports.

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The guide must not be published like this. Stops the build.
    Error,
    /// The writer should fix it. Stops nothing.
    Warning,
    /// It waits for someone other than the writer, such as the clinic.
    Note,
}

/// What a rule reports about one part of a guide file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// The part, such as `sections[3].blocks[7].text`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it; empty if `message` says it already.
    pub advice: String,
}

impl Diagnostic {
    pub fn error(
        path: impl Into<String>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, path, message, advice)
    }

    pub fn warning(
        path: impl Into<String>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, path, message, advice)
    }

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
