//! `Retry-After`.

use backend::{Reply, Verdict, retry_after};

use crate::text;

/// The header, the server's `Date`, and what a browser's clock and its reader of dates say, a line
/// each.
pub fn read(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let lines: Vec<_> = text.split('\n').collect();
    let line = |index: usize| lines.get(index).copied();
    let number = |index: usize| line(index).and_then(|text| text.parse::<f64>().ok());
    let header = line(0).unwrap_or_default();
    let now = number(2).unwrap_or_default();
    let parse = |text: &str| {
        let at = if text.trim() == header.trim() { 3 } else { 4 };
        number(at).unwrap_or(f64::NAN)
    };
    let seconds = retry_after(header, line(1), now, parse);
    if let Ok(number) = header.trim().parse::<u32>() {
        assert_eq!(seconds, Some(number), "a number is what it says");
    }
    for status in [408, 429, 503] {
        let reply = Reply::Answer {
            status,
            retry_after: seconds,
            errors: None,
        };
        let Verdict::Retry { retry_after, .. } = reply.verdict(true) else {
            panic!("{status} is tried again");
        };
        assert_eq!(retry_after, seconds);
    }
}
