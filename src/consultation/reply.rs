//! What one try's answer means, in the default profile (`careguide`).

use contract::Field;

use super::outcome::SubmitError;

/// What came of one try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Answer {
        /// The HTTP status.
        status: u16,
        /// For how many seconds the server asks to be left alone.
        retry_after: Option<u32>,
        /// The `errors` of a 422's problem document (RFC 9457); `None` where it has none.
        errors: Option<Vec<ProblemError>>,
    },
    /// No answer in time.
    TimedOut,
    /// The connection was refused or lost.
    Lost,
}

/// One of the `errors` of a problem document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProblemError {
    /// A JSON pointer as a fragment, such as `#/email`.
    pub pointer: String,
    /// The server's words.
    pub detail: String,
}

/// What to do about a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The request has arrived.
    Sent,
    /// Try the same again, not before the seconds the server asks for.
    Again {
        /// What to tell the visitor if no further try is made.
        error: SubmitError,
        /// From `Retry-After`.
        retry_after: Option<u32>,
        /// Whether this try may have arrived all the same.
        unknown: bool,
    },
    /// Trying the same again is of no use.
    Stop(SubmitError),
    /// The server found something to mend: in its words, by field where it named one.
    Mend(Vec<(Option<Field>, String)>),
}

impl Reply {
    /// What to do about it.
    pub fn verdict(self) -> Verdict {
        let again = |error, retry_after, unknown| Verdict::Again {
            error,
            retry_after,
            unknown,
        };
        match self {
            Self::TimedOut => again(SubmitError::TimedOut, None, true),
            Self::Lost => again(SubmitError::Lost, None, true),
            Self::Answer {
                status,
                retry_after,
                errors,
            } => match status {
                200..=299 => Verdict::Sent,
                422 => mend(errors),
                // Not taken, and may be later (RFC 9110, 15.5.9 and 15.5.10; RFC 8470; RFC 6585).
                408 | 409 | 425 | 429 => again(SubmitError::Unavailable, retry_after, false),
                // A server that fails may fail after it has stored the request.
                500..=599 => again(SubmitError::Unavailable, retry_after, true),
                _ => Verdict::Stop(SubmitError::Refused),
            },
        }
    }
}

fn mend(errors: Option<Vec<ProblemError>>) -> Verdict {
    let Some(errors) = errors else {
        return Verdict::Stop(SubmitError::Unreadable);
    };
    let errors = errors.into_iter().map(|error| {
        let path = error.pointer.trim_start_matches(['#', '/']);
        let name = path.split('/').next().unwrap_or_default();
        (Field::from_name(name), error.detail)
    });
    Verdict::Mend(errors.collect())
}

/// The seconds of a `Retry-After` header (RFC 9110, section 10.2.3): a number, or a date, which
/// is measured from the server's own `Date`, so that a wrong clock here does no harm. `parse` and
/// the times are in milliseconds since the epoch, not a number for what is not a date.
pub fn retry_after(
    header: &str,
    server_date: Option<&str>,
    now: f64,
    parse: impl Fn(&str) -> f64,
) -> Option<u32> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u32>() {
        return Some(seconds);
    }
    let until = parse(header);
    let from = server_date.map(&parse).filter(|date| !date.is_nan());
    let wait = (until - from.unwrap_or(now)) / 1000.0;
    // A cast saturates: a date that has passed is 0.
    (!wait.is_nan()).then(|| wait.ceil() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16) -> Verdict {
        Reply::Answer {
            status,
            retry_after: None,
            errors: None,
        }
        .verdict()
    }

    #[test]
    fn every_2xx_is_sent() {
        for status in [200, 201, 202, 204, 299] {
            assert_eq!(answer(status), Verdict::Sent);
        }
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        for (status, fate) in [
            (408, false),
            (409, false),
            (425, false),
            (429, false),
            (500, true),
            (503, true),
        ] {
            let Verdict::Again { error, unknown, .. } = answer(status) else {
                panic!("{status} is tried again");
            };
            assert_eq!(error, SubmitError::Unavailable);
            assert_eq!(unknown, fate, "{status}");
        }
    }

    #[test]
    fn a_lost_connection_and_a_time_out_leave_the_fate_unknown() {
        for reply in [Reply::Lost, Reply::TimedOut] {
            assert!(matches!(
                reply.verdict(),
                Verdict::Again { unknown: true, .. }
            ));
        }
    }

    #[test]
    fn what_will_not_pass_is_refused_at_once() {
        // A redirect that is not followed has the status 0.
        for status in [0, 400, 401, 403, 404, 405, 413, 415] {
            assert_eq!(answer(status), Verdict::Stop(SubmitError::Refused));
        }
    }

    #[test]
    fn a_422_names_the_fields_to_mend() {
        let error = |pointer: &str, detail: &str| ProblemError {
            pointer: pointer.into(),
            detail: detail.into(),
        };
        let reply = Reply::Answer {
            status: 422,
            retry_after: None,
            errors: Some(vec![
                error("#/email", "Enter it"),
                error("#/topics/0", "Unknown"),
                error("", "Something"),
            ]),
        };
        assert_eq!(
            reply.verdict(),
            Verdict::Mend(vec![
                (Some(Field::Email), "Enter it".into()),
                (Some(Field::Topics), "Unknown".into()),
                (None, "Something".into()),
            ])
        );
    }

    #[test]
    fn a_422_without_a_problem_document_is_unreadable() {
        assert_eq!(answer(422), Verdict::Stop(SubmitError::Unreadable));
    }

    #[test]
    fn retry_after_is_a_number_of_seconds_or_a_date() {
        let dates = |text: &str| match text {
            "early" => 1_000.0,
            "late" => 8_500.0,
            _ => f64::NAN,
        };
        assert_eq!(retry_after(" 7 ", None, 0.0, dates), Some(7));
        assert_eq!(retry_after("late", Some("early"), 9e15, dates), Some(8));
        assert_eq!(retry_after("late", None, 1_000.0, dates), Some(8));
        assert_eq!(retry_after("early", Some("late"), 0.0, dates), Some(0));
        for nonsense in ["soon", "-1", "1.5", ""] {
            assert_eq!(retry_after(nonsense, None, 0.0, dates), None, "{nonsense}");
        }
    }
}
