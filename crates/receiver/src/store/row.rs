//! A stored request, as staff read it.

use std::ops::RangeInclusive;
use std::str::FromStr;

use contract::ConsultationRequest;
use contract::consultation::RequestId;
use rusqlite::Connection;
use serde::Serialize;
use thiserror::Error;

use super::column;

/// How a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// In JSON, from a hydrated page.
    Json,
    /// As a native form post.
    Native,
}

impl Channel {
    /// The value in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Native => "native",
        }
    }
}

/// How a request came, besides what it says.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// As JSON or as a form.
    pub channel: Channel,
    /// The id for a request that has none.
    pub new_id: RequestId,
    /// Whether the words of consent are those of the guide and its edition.
    pub consent_known: bool,
}

/// Which requests to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Also those that a newer one has replaced.
    pub superseded: bool,
    /// Only those that came at this time or later.
    pub since: Option<Moment>,
    /// Only so many, the last ones.
    pub last: Option<u32>,
}

/// A day or a time in UTC, as the column of times begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment(String);

/// The text is neither a day nor a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a day such as 2026-12-01, or a time in UTC such as 2026-12-01T08:00:00Z")]
pub struct NotAMoment;

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        // RFC 3339, section 5.6, without a fraction.
        let has_shape = |shape: &str| {
            let fits = |(found, wanted): (u8, u8)| match wanted {
                b'0' => found.is_ascii_digit(),
                _ => found == wanted,
            };
            text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
        };
        let is_within = |from: usize, range: RangeInclusive<u8>| {
            let number = text.get(from..from + 2).and_then(|part| part.parse().ok());
            number.is_some_and(|number: u8| range.contains(&number))
        };
        let is_known = has_shape("0000-00-00") || has_shape("0000-00-00T00:00:00Z");
        if is_known && is_within(5, 1..=12) && is_within(8, 1..=31) {
            Ok(Self(text.trim_end_matches('Z').to_owned()))
        } else {
            Err(NotAMoment)
        }
    }
}

/// A stored request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// When it arrived: RFC 3339, in UTC.
    pub received_at: String,
    /// How it came.
    pub channel: Channel,
    /// The request that replaced it.
    pub superseded_by: Option<RequestId>,
    /// Whether the words of consent are those of the guide and its edition.
    pub consent_known: Option<bool>,
    /// When staff first opened it: RFC 3339, in UTC.
    pub opened_at: Option<String>,
    /// When staff said that it is done.
    pub done_at: Option<String>,
    /// What the visitor sent.
    #[serde(flatten)]
    pub request: ConsultationRequest,
}

/// Reads rows in the order in which they arrived, one at a time.
pub fn for_each<E: From<rusqlite::Error>>(
    connection: &Connection,
    selection: &Selection,
    mut each: impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    let Selection {
        superseded,
        since,
        last,
    } = selection;
    let since = since.as_ref().map_or("", |Moment(since)| since);
    let chosen = "(superseded_by IS NULL OR ?1) AND received_at >= ?2";
    // The first of the last ones: its place in the order of arrival is enough to begin there.
    let first: Option<i64> = match last {
        None => None,
        Some(last) => connection.query_row(
            &format!(
                "SELECT min(arrival) FROM (SELECT arrival FROM consultation
                 WHERE {chosen} ORDER BY arrival DESC LIMIT ?3)"
            ),
            (superseded, since, last),
            |row| row.get(0),
        )?,
    };
    let mut statement = connection.prepare(&format!(
        "SELECT * FROM consultation WHERE {chosen} AND arrival >= ?3 ORDER BY arrival"
    ))?;
    let mut rows = statement.query((superseded, since, first.unwrap_or_default()))?;
    while let Some(row) = rows.next()? {
        each(read(row)?)?;
    }
    Ok(())
}

/// Counts what is not read because a newer request has replaced it.
pub fn count_superseded(connection: &Connection, selection: &Selection) -> rusqlite::Result<usize> {
    if selection.superseded {
        return Ok(0);
    }
    let since = selection.since.as_ref().map_or("", |Moment(since)| since);
    let count: i64 = connection.query_row(
        "SELECT count(*) FROM consultation WHERE superseded_by IS NOT NULL AND received_at >= ?1",
        [since],
        |row| row.get(0),
    )?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Reads a row of the table.
pub fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let channel: String = row.get("channel")?;
    let superseded: Option<String> = row.get("superseded_by")?;
    Ok(Row {
        received_at: row.get("received_at")?,
        channel: if channel == "native" {
            Channel::Native
        } else {
            Channel::Json
        },
        superseded_by: superseded.and_then(|id| RequestId::try_from(id).ok()),
        consent_known: row.get("consent_known")?,
        opened_at: row.get("opened_at")?,
        done_at: row.get("done_at")?,
        request: column::request(row)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_or_a_time_in_utc() {
        for text in ["2026-12-01", "2026-12-01T08:00:00Z"] {
            assert!(text.parse::<Moment>().is_ok(), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "2026-13-01",
            "2026-12-32",
            "2026-12-1",
            "01.12.2026",
            "2026-12-01T08:00:00",
            "2026-12-01T08:00:00+01:00",
            "2026-12-01Z",
            "\u{662}026-12-01",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(NotAMoment), "{text}");
        }
    }
}
