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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::SubmitError;
    use crate::tests::small;

    #[test]
    fn each_outcome_has_words_and_a_reason_of_its_own() {
        let guide = small();
        let words = &guide.consultation.failed;
        for error in SubmitError::ALL {
            let others = SubmitError::ALL.into_iter().filter(|other| *other != error);
            for other in others {
                assert_ne!(error.words(words), other.words(words));
                assert_ne!(error.reason(), other.reason());
            }
        }
        // A page that listens to `care-guide-failed` relies on these.
        let reasons = SubmitError::ALL.map(|error| error.reason());
        let documented = [
            "offline",
            "timed-out",
            "lost",
            "unavailable",
            "refused",
            "unreadable",
        ];
        assert_eq!(reasons, documented);
    }
}
