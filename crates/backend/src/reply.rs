//! What the answer to one try means.

use super::{InvalidField, SubmitError, Verdict};

/// What came of one try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Answer {
        /// The HTTP status.
        status: u16,
        /// How many seconds the server asks to wait.
        retry_after: Option<u32>,
        /// The errors that a 422 names; `None` if it cannot be read.
        errors: Option<Vec<InvalidField>>,
    },
    /// No answer in time.
    TimedOut,
    /// The connection failed.
    Lost,
}

impl Reply {
    /// Judges the reply.
    ///
    /// A try that may have been stored has an unknown fate. Only an `idempotent` backend, which
    /// recognises the id, takes the next try for the same request; with any other the visitor
    /// decides.
    pub fn verdict(self, idempotent: bool) -> Verdict {
        let unknown_fate = |error, retry_after| match idempotent {
            true => Verdict::Retry {
                error,
                retry_after,
                maybe_delivered: true,
            },
            false => Verdict::Fail {
                error,
                maybe_delivered: true,
            },
        };
        match self {
            Self::TimedOut => unknown_fate(SubmitError::TimedOut, None),
            Self::Lost => unknown_fate(SubmitError::Lost, None),
            Self::Answer {
                status,
                retry_after,
                errors,
            } => match status {
                200..=299 => Verdict::Sent,
                422 => errors.map_or(not_taken(SubmitError::Unreadable), Verdict::Invalid),
                // Not taken, and may be later (RFC 9110, 15.5.9 and 15.5.10; RFC 8470; RFC 6585).
                408 | 409 | 425 | 429 => Verdict::Retry {
                    error: SubmitError::Unavailable,
                    retry_after,
                    maybe_delivered: false,
                },
                // A gateway that lost the server behind it, or waited for it in vain (RFC 9110,
                // 15.6.3 and 15.6.5), says so in the server's place.
                502 => unknown_fate(SubmitError::Lost, retry_after),
                504 => unknown_fate(SubmitError::TimedOut, retry_after),
                // A server that fails may fail after it has stored the request.
                500..=599 => unknown_fate(SubmitError::Unavailable, retry_after),
                _ => not_taken(SubmitError::Rejected),
            },
        }
    }
}

/// The request was surely not taken.
fn not_taken(error: SubmitError) -> Verdict {
    Verdict::Fail {
        error,
        maybe_delivered: false,
    }
}

/// The seconds of a `Retry-After` header (RFC 9110, section 10.2.3): a number, or a date, which
/// is measured from the server's own `Date`, so that a wrong clock here does no harm. `parse` and
/// the times are in milliseconds since the epoch; `parse` returns NaN for a text that is no date.
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

    fn answer(status: u16, idempotent: bool) -> Verdict {
        Reply::Answer {
            status,
            retry_after: None,
            errors: None,
        }
        .verdict(idempotent)
    }

    #[test]
    fn every_2xx_is_sent() {
        for status in [200, 201, 202, 204, 299] {
            assert_eq!(answer(status, true), Verdict::Sent);
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
            let Verdict::Retry {
                error,
                maybe_delivered,
                ..
            } = answer(status, true)
            else {
                panic!("{status} is tried again");
            };
            assert_eq!(error, SubmitError::Unavailable);
            assert_eq!(maybe_delivered, fate, "{status}");
        }
    }

    #[test]
    fn a_lost_connection_and_a_time_out_leave_the_fate_unknown() {
        for reply in [Reply::Lost, Reply::TimedOut] {
            assert!(matches!(
                reply.verdict(true),
                Verdict::Retry {
                    maybe_delivered: true,
                    ..
                }
            ));
        }
    }

    #[test]
    fn what_a_gateway_lost_may_have_arrived() {
        for (status, lost) in [(502, SubmitError::Lost), (504, SubmitError::TimedOut)] {
            let verdict = answer(status, true);
            let again = matches!(verdict, Verdict::Retry { error, maybe_delivered: true, .. } if error == lost);
            assert!(again, "{status}: {verdict:?}");
        }
    }

    #[test]
    fn a_backend_that_does_not_know_an_id_again_is_not_sent_it_twice_unasked() {
        for (reply, error) in [
            (Reply::Lost, SubmitError::Lost),
            (Reply::TimedOut, SubmitError::TimedOut),
        ] {
            let maybe_delivered = true;
            let fail = Verdict::Fail {
                error,
                maybe_delivered,
            };
            assert_eq!(reply.verdict(false), fail);
        }
        let failed = answer(503, false);
        assert!(matches!(
            failed,
            Verdict::Fail {
                maybe_delivered: true,
                ..
            }
        ));
        // This one was surely not taken.
        let limited = answer(429, false);
        assert!(matches!(
            limited,
            Verdict::Retry {
                maybe_delivered: false,
                ..
            }
        ));
    }

    #[test]
    fn what_will_not_pass_is_rejected_at_once() {
        // A redirect that is not followed has the status 0.
        for status in [0, 400, 401, 403, 404, 405, 413, 415] {
            assert_eq!(answer(status, true), not_taken(SubmitError::Rejected));
        }
    }

    #[test]
    fn a_422_names_what_to_fix() {
        let errors = vec![(None, "Something".to_owned())];
        let reply = Reply::Answer {
            status: 422,
            retry_after: None,
            errors: Some(errors.clone()),
        };
        assert_eq!(reply.verdict(true), Verdict::Invalid(errors));
    }

    #[test]
    fn a_422_that_cannot_be_read_is_unreadable() {
        assert_eq!(answer(422, true), not_taken(SubmitError::Unreadable));
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
