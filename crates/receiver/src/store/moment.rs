//! A point in time, as the machine's clock has it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::types::{ToSql, ToSqlOutput};

/// Seconds since 1970 with their fraction, what SQLite calls `unixepoch` with `subsec`. The clock
/// may be set back, so a later moment is not always a larger one.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Moment(f64);

impl Moment {
    /// What the clock says.
    pub fn now() -> Self {
        // A clock from before 1970 is as good as none.
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self::since_1970(since.unwrap_or_default())
    }

    /// So long after the beginning of 1970.
    pub fn since_1970(duration: Duration) -> Self {
        Self(duration.as_secs_f64())
    }
}

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}
