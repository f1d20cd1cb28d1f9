//! A stored request, as staff read it.

use contract::ConsultationRequest;
use contract::consultation::RequestId;
use rusqlite::Connection;
use serde::Serialize;

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

/// Which requests to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that no newer one has replaced.
    Current,
    /// Every one.
    All,
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
    /// What the visitor sent.
    #[serde(flatten)]
    pub request: ConsultationRequest,
}

/// Reads rows in the order in which they arrived.
pub fn read(connection: &Connection, which: Which) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection
        .prepare("SELECT * FROM consultation WHERE superseded_by IS NULL OR ?1 ORDER BY arrival")?;
    let rows = statement.query_map([which == Which::All], |row| {
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
            request: column::request(row)?,
        })
    })?;
    rows.collect()
}
