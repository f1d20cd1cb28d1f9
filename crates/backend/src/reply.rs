//! What one try's answer means.

use super::{Finding, SubmitError, Verdict};

/// What came of one try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Answer {
        /// The HTTP status.
        status: u16,
        /// For how many seconds the server asks to be left alone.
        retry_after: Option<u32>,
        /// The errors that a 422 names; `None` where it cannot be read.
        errors: Option<Vec<Finding>>,
    },
    /// No answer in time.
    TimedOut,
    /// The connection was refused or lost.
    Lost,
}

impl Reply {
    /// What to do about it.
    ///
    /// Of a try that may have been stored the fate is unknown. Only a backend that is `idempotent`,
    /// that knows the id again, takes the next try for the same request; with any other the
    /// visitor decides.
    pub fn verdict(self, idempotent: bool) -> Verdict {
        let unknown = |error, retry_after| match idempotent {
            true => Verdict::Again {
                error,
                retry_after,
                unknown: true,
            },
            false => Verdict::Stop {
                error,
                unknown: true,
            },
        };
        match self {
            Self::TimedOut => unknown(SubmitError::TimedOut, None),
            Self::Lost => unknown(SubmitError::Lost, None),
            Self::Answer {
                status,
                retry_after,
                errors,
            } => match status {
                200..=299 => Verdict::Sent,
                422 => errors.map_or(stop(SubmitError::Unreadable), Verdict::Mend),
                // Not taken, and may be later (RFC 9110, 15.5.9 and 15.5.10; RFC 8470; RFC 6585).
                408 | 409 | 425 | 429 => Verdict::Again {
                    error: SubmitError::Unavailable,
                    retry_after,
                    unknown: false,
                },
                // A gateway that lost the server behind it, or waited for it in vain (RFC 9110,
                // 15.6.3 and 15.6.5), says so in the server's place.
                502 => unknown(SubmitError::Lost, retry_after),
                504 => unknown(SubmitError::TimedOut, retry_after),
                // A server that fails may fail after it has stored the request.
                500..=599 => unknown(SubmitError::Unavailable, retry_after),
                _ => stop(SubmitError::Refused),
            },
        }
    }
}

/// The request was surely not taken.
fn stop(error: SubmitError) -> Verdict {
    Verdict::Stop {
        error,
        unknown: false,
    }
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
            let Verdict::Again { error, unknown, .. } = answer(status, true) else {
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
                reply.verdict(true),
                Verdict::Again { unknown: true, .. }
            ));
        }
    }

    #[test]
    fn what_a_gateway_lost_may_have_arrived() {
        for (status, lost) in [(502, SubmitError::Lost), (504, SubmitError::TimedOut)] {
            let verdict = answer(status, true);
            let again =
                matches!(verdict, Verdict::Again { error, unknown: true, .. } if error == lost);
            assert!(again, "{status}: {verdict:?}");
        }
    }

    #[test]
    fn a_backend_that_does_not_know_an_id_again_is_not_sent_it_twice_unasked() {
        for (reply, error) in [
            (Reply::Lost, SubmitError::Lost),
            (Reply::TimedOut, SubmitError::TimedOut),
        ] {
            let unknown = true;
            assert_eq!(reply.verdict(false), Verdict::Stop { error, unknown });
        }
        let failed = answer(503, false);
        assert!(matches!(failed, Verdict::Stop { unknown: true, .. }));
        // This one was surely not taken.
        let limited = answer(429, false);
        assert!(matches!(limited, Verdict::Again { unknown: false, .. }));
    }

    #[test]
    fn what_will_not_pass_is_refused_at_once() {
        // A redirect that is not followed has the status 0.
        for status in [0, 400, 401, 403, 404, 405, 413, 415] {
            assert_eq!(answer(status, true), stop(SubmitError::Refused));
        }
    }

    #[test]
    fn a_422_names_what_to_mend() {
        let errors = vec![(None, "Something".to_owned())];
        let reply = Reply::Answer {
            status: 422,
            retry_after: None,
            errors: Some(errors.clone()),
        };
        assert_eq!(reply.verdict(true), Verdict::Mend(errors));
    }

    #[test]
    fn a_422_that_cannot_be_read_is_unreadable() {
        assert_eq!(answer(422, true), stop(SubmitError::Unreadable));
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
