//! A point in time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::types::{ToSql, ToSqlOutput};

/// Seconds since 1970 with their fraction, what SQLite calls `unixepoch` with `subsec`. The clock
/// may be set back, so a later timestamp is not always larger.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Timestamp(f64);

impl Timestamp {
    /// The time of the machine's clock.
    pub fn now() -> Self {
        // A clock before 1970 counts as 1970.
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self::from_unix(since.unwrap_or_default())
    }

    /// The time this long after the beginning of 1970.
    pub fn from_unix(duration: Duration) -> Self {
        Self(duration.as_secs_f64())
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}
