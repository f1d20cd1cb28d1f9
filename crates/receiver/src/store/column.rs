//! A request as columns, and back.

use contract::ConsultationRequest;
use contract::consultation::{BestTime, ContactBy, ForWhom, RequestId, Token};
use rusqlite::types::{ToSql, Type};
use rusqlite::{Error, Row, Transaction};

use super::moment::Moment;
use super::row::Channel;

/// The columns that hold a text of the request under its own name.
const TEXTS: [&str; 14] = [
    "name",
    "email",
    "phone",
    "message",
    "consent_wording",
    "guide",
    "guide_revision",
    "language",
    "page",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
];

/// Writes a new row.
pub fn insert(
    transaction: &Transaction<'_>,
    request: &ConsultationRequest,
    id: &RequestId,
    channel: Channel,
    digest: &[u8],
    now: Moment,
) -> rusqlite::Result<()> {
    let topics = serde_json::to_string(&request.topics).unwrap_or_default();
    let replaces = request.replaces.as_ref().map(RequestId::as_str);
    let contact_by = request.contact_by.map(Token::as_str);
    let best_time = request.best_time.map(Token::as_str);
    let for_whom = request.for_whom.map(Token::as_str);
    let (id, channel) = (id.as_str(), channel.as_str());
    let mut columns: Vec<(&str, &dyn ToSql)> = vec![
        ("id", &id),
        ("channel", &channel),
        ("replaces", &replaces),
        ("digest", &digest),
        ("contact_by", &contact_by),
        ("best_time", &best_time),
        ("for_whom", &for_whom),
        ("topics", &topics),
        ("consent_contact", &request.consent_contact),
        ("consent_text", &request.consent_text),
    ];
    let mut copy = request.clone();
    let texts = TEXTS.map(|name| {
        (
            name,
            copy.text_mut(name).map(std::mem::take).unwrap_or_default(),
        )
    });
    columns.extend(texts.iter().map(|(name, text)| (*name, text as &dyn ToSql)));
    let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
    let places = vec!["?"; names.len()].join(", ");
    let values = columns.iter().map(|(_, value)| *value);
    let values: Vec<_> = values.chain([&now as &dyn ToSql]).collect();
    transaction
        .prepare_cached(&format!(
            "INSERT INTO consultation ({}, received_at)
             VALUES ({places}, strftime('%Y-%m-%dT%H:%M:%fZ', ?, 'unixepoch'))",
            names.join(", ")
        ))?
        .execute(&values[..])?;
    Ok(())
}

/// Reads the request of a row.
pub fn request(row: &Row<'_>) -> rusqlite::Result<ConsultationRequest> {
    let topics: String = row.get("topics")?;
    let mut request = ConsultationRequest {
        id: Some(id(row, "id")?),
        replaces: optional(row, "replaces", |text| RequestId::try_from(text).ok())?,
        contact_by: optional(row, "contact_by", |word| ContactBy::from_word(&word))?,
        best_time: optional(row, "best_time", |word| BestTime::from_word(&word))?,
        for_whom: optional(row, "for_whom", |word| ForWhom::from_word(&word))?,
        topics: serde_json::from_str(&topics).map_err(|error| unreadable(error.to_string()))?,
        consent_contact: row.get("consent_contact")?,
        consent_text: row.get("consent_text")?,
        ..ConsultationRequest::default()
    };
    for name in TEXTS {
        if let Some(text) = request.text_mut(name) {
            *text = row.get(name)?;
        }
    }
    Ok(request)
}

/// Reads an id that must be there.
pub fn id(row: &Row<'_>, column: impl rusqlite::RowIndex) -> rusqlite::Result<RequestId> {
    let text: String = row.get(column)?;
    RequestId::try_from(text).map_err(|expected| unreadable(expected.to_owned()))
}

fn optional<T>(
    row: &Row<'_>,
    column: &str,
    read: impl FnOnce(String) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column)?
        .map(|text| read(text).ok_or_else(|| unreadable(format!("unexpected value in {column}"))))
        .transpose()
}

fn unreadable(what: String) -> Error {
    Error::FromSqlConversionFailure(0, Type::Text, what.into())
}
