//! What one try came to, and why a request was not delivered.

use contract::Field;

/// What one try came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The request has arrived.
    Sent,
    /// The request was sent, and the page cannot know whether it has arrived.
    Unconfirmed,
    /// The page may try again, not before the seconds that the server asks for.
    Retry {
        /// What the visitor reads if no further try is made.
        error: SubmitError,
        /// From `Retry-After`.
        retry_after: Option<u32>,
        /// Whether this try may have arrived unnoticed.
        maybe_delivered: bool,
    },
    /// The page must not try again by itself.
    Fail {
        /// What the visitor reads.
        error: SubmitError,
        /// Whether this try may have arrived unnoticed.
        maybe_delivered: bool,
    },
    /// The server found errors in the request.
    Invalid(Vec<InvalidField>),
}

/// An error that a server found: at a field of ours if it named one, in its words.
pub type InvalidField = (Option<Field>, String);

/// Why a request was not delivered, as far as the page can know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubmitError {
    /// The device has no connection; nothing was sent.
    Offline,
    /// No answer came in time. The request may have arrived.
    TimedOut,
    /// The connection failed. The request may have arrived.
    Lost,
    /// The server was busy or out of order each time.
    Unavailable,
    /// The server rejected the request, and would reject it again.
    Rejected,
    /// The server's answer could not be understood.
    Unreadable,
}

impl SubmitError {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Offline,
        Self::TimedOut,
        Self::Lost,
        Self::Unavailable,
        Self::Rejected,
        Self::Unreadable,
    ];

    /// The word that the page's `care-guide-failed` event carries.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::TimedOut => "timed-out",
            Self::Lost => "lost",
            Self::Unavailable => "unavailable",
            Self::Rejected => "refused",
            Self::Unreadable => "unreadable",
        }
    }

    /// The error with this word.
    pub fn from_reason(reason: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|error| error.reason() == reason)
    }
}

#[cfg(test)]
mod tests {
    use super::SubmitError;

    #[test]
    fn the_reasons_are_those_that_pages_rely_on() {
        let reasons = SubmitError::ALL.map(SubmitError::reason);
        let documented = [
            "offline",
            "timed-out",
            "lost",
            "unavailable",
            "refused",
            "unreadable",
        ];
        assert_eq!(reasons, documented);
        for error in SubmitError::ALL {
            assert_eq!(SubmitError::from_reason(error.reason()), Some(error));
        }
    }
}
