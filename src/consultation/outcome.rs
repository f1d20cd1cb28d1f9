//! What a visitor reads of a request that was not delivered.

use backend::SubmitError;
use contract::guide::FailedWords;

/// The words for it.
pub fn words(error: SubmitError, words: &FailedWords) -> &str {
    match error {
        SubmitError::Offline => &words.offline,
        SubmitError::TimedOut => &words.timed_out,
        SubmitError::Lost => &words.lost,
        SubmitError::Unavailable => &words.unavailable,
        SubmitError::Refused => &words.refused,
        SubmitError::Unreadable => &words.unreadable,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use backend::SubmitError;

    use super::words;
    use crate::tests::small;

    #[test]
    fn each_outcome_has_words_of_its_own() {
        let guide = small();
        let failed = &guide.consultation.failed;
        for error in SubmitError::ALL {
            let others = SubmitError::ALL.into_iter().filter(|other| *other != error);
            for other in others {
                assert_ne!(words(error, failed), words(other, failed));
            }
        }
    }
}
