//! How a request that was not delivered ended.

use contract::guide::FailedWords;

/// Why a request was not delivered, as far as the page can know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubmitError {
    /// The device has no connection; nothing was sent.
    Offline,
    /// Nobody answered in time. The request may have arrived.
    TimedOut,
    /// The connection was refused or lost. The request may have arrived.
    Lost,
    /// The server was busy or out of order each time.
    Unavailable,
    /// The server refused the request, and a repetition would be refused too.
    Refused,
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
        Self::Refused,
        Self::Unreadable,
    ];

    /// What the visitor reads.
    pub fn words<'a>(&self, words: &'a FailedWords) -> &'a str {
        match self {
            Self::Offline => &words.offline,
            Self::TimedOut => &words.timed_out,
            Self::Lost => &words.lost,
            Self::Unavailable => &words.unavailable,
            Self::Refused => &words.refused,
            Self::Unreadable => &words.unreadable,
        }
    }

    /// The word that the page's `care-guide-failed` event carries.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::TimedOut => "timed-out",
            Self::Lost => "lost",
            Self::Unavailable => "unavailable",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
        }
    }
}
