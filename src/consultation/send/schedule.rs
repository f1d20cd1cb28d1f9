//! When to try again, and when to give up.

/// How many tries one press of the button makes at the most.
pub const TRIES: u32 = 4;
/// The longest wait that a server may ask for, in seconds. If it asks for more, the page gives up and
/// says so, rather than keep a person waiting.
const LONGEST_WAIT: u32 = 30;
/// The first wait, in milliseconds; each further one is twice as long.
const FIRST_WAIT: f64 = 1_000.0;

/// How long to wait before the next try, in milliseconds; `None` to give up. `made` tries have
/// been made; `jitter` is a random number from 0 to 1, so that the visitors of one outage do not
/// all come back at the same moment.
pub fn wait(made: u32, retry_after: Option<u32>, jitter: f64) -> Option<i32> {
    if made >= TRIES || retry_after.is_some_and(|seconds| seconds > LONGEST_WAIT) {
        return None;
    }
    let doubled = FIRST_WAIT * f64::from(1u32 << made.saturating_sub(1).min(8));
    let own = doubled * (0.5 + jitter.clamp(0.0, 1.0) / 2.0);
    let asked = f64::from(retry_after.unwrap_or(0)) * 1_000.0;
    Some(own.max(asked) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_jitter_takes_up_to_half() {
        assert_eq!(wait(1, None, 1.0), Some(1_000));
        assert_eq!(wait(2, None, 1.0), Some(2_000));
        assert_eq!(wait(3, None, 1.0), Some(4_000));
        assert_eq!(wait(3, None, 0.0), Some(2_000));
    }

    #[test]
    fn four_tries_are_the_most() {
        assert_eq!(wait(TRIES, None, 0.5), None);
        assert_eq!(wait(TRIES, Some(1), 0.5), None);
    }

    #[test]
    fn retry_after_is_kept_to_up_to_30_seconds() {
        assert_eq!(wait(1, Some(30), 0.5), Some(30_000));
        assert_eq!(wait(1, Some(0), 1.0), Some(1_000));
        assert_eq!(wait(1, Some(31), 0.5), None);
        assert_eq!(wait(1, Some(u32::MAX), 0.5), None);
    }
}
