//! Writes a request as columns, and reads it back.
//!
//! A column holds a field under its own name, so that rows go through the request's JSON.

use contract::ConsultationRequest;
use contract::consultation::{FieldSpec, Kind, RequestId};
use rusqlite::types::{ToSql, Type, Value as Cell, ValueRef};
use rusqlite::{Error, Row, Transaction};
use serde_json::{Map, Value};

use super::digest::Digest;
use super::row::Arrival;
use super::timestamp::Timestamp;

/// Inserts a row.
pub fn insert(
    transaction: &Transaction<'_>,
    request: &ConsultationRequest,
    id: &RequestId,
    arrival: &Arrival,
    [digest, bare_digest]: [&Digest; 2],
    now: Timestamp,
) -> rusqlite::Result<()> {
    let request = ConsultationRequest {
        id: Some(id.clone()),
        ..request.clone()
    };
    let mut json = serde_json::to_value(request).map_err(unwritable)?;
    let cells = fields().map(|field| (field.name, cell(field.kind, json[field.name].take())));
    let cells: Vec<_> = cells.collect();
    let channel = arrival.channel.as_str();
    let mut columns: Vec<(&str, &dyn ToSql)> = vec![
        ("channel", &channel),
        ("digest", digest),
        ("bare_digest", bare_digest),
        ("consent_known", &arrival.consent_known),
    ];
    columns.extend(cells.iter().map(|(name, cell)| (*name, cell as &dyn ToSql)));
    let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
    let placeholders = vec!["?"; names.len()].join(", ");
    let values = columns.iter().map(|(_, value)| *value);
    let values: Vec<_> = values.chain([&now as &dyn ToSql]).collect();
    transaction
        .prepare_cached(&format!(
            "INSERT INTO consultation ({}, received_at)
             VALUES ({placeholders}, strftime('%Y-%m-%dT%H:%M:%fZ', ?, 'unixepoch'))",
            names.join(", ")
        ))?
        .execute(&values[..])?;
    Ok(())
}

/// Reads the request of a row.
pub fn request(row: &Row<'_>) -> rusqlite::Result<ConsultationRequest> {
    let mut json = Map::new();
    for FieldSpec { name, kind, .. } in fields() {
        let value = match (kind, row.get_ref(*name)?) {
            (_, ValueRef::Null) => continue,
            (Kind::Flag, _) => row.get::<_, bool>(*name)?.into(),
            (Kind::List, _) => {
                let list: String = row.get(*name)?;
                serde_json::from_str(&list).map_err(|error| unreadable(error.to_string()))?
            }
            _ => Value::String(row.get(*name)?),
        };
        json.insert((*name).to_owned(), value);
    }
    serde_json::from_value(json.into()).map_err(|error| unreadable(error.to_string()))
}

/// Reads an id that cannot be NULL.
pub fn id(row: &Row<'_>, column: impl rusqlite::RowIndex) -> rusqlite::Result<RequestId> {
    let text: String = row.get(column)?;
    RequestId::try_from(text).map_err(|expected| unreadable(expected.to_owned()))
}

/// The fields that have a column.
fn fields() -> impl Iterator<Item = &'static FieldSpec> {
    ConsultationRequest::FIELDS
        .iter()
        .filter(|field| field.is_sent())
}

/// A value of the JSON as its column holds it; null if it is missing there.
fn cell(kind: Kind, value: Value) -> Cell {
    match (kind, value) {
        (Kind::Text, Value::Null) => Cell::Text(String::new()),
        (Kind::List, Value::Null) => Cell::Text("[]".to_owned()),
        (Kind::Flag, flag) => Cell::Integer((flag == Value::Bool(true)).into()),
        (Kind::Choice(_) | Kind::Id, Value::Null) => Cell::Null,
        (_, Value::String(text)) => Cell::Text(text),
        (_, list) => Cell::Text(list.to_string()),
    }
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::ToSqlConversionFailure(error.into())
}

fn unreadable(what: String) -> Error {
    Error::FromSqlConversionFailure(0, Type::Text, what.into())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::store::migrate;

    #[test]
    fn the_schema_has_a_column_for_each_field_in_the_order_of_the_table() {
        let mut connection = Connection::open_in_memory().expect("a database");
        migrate::create(&mut connection).expect("the schema");
        let mut statement = connection
            .prepare("SELECT name, type, \"notnull\" FROM pragma_table_info('consultation')")
            .expect("a query");
        let columns = statement
            .query_map([], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get(2)?,
                ))
            })
            .expect("columns");
        let own = [
            "arrival",
            "received_at",
            "channel",
            "superseded_by",
            "digest",
            "bare_digest",
            "consent_known",
            "opened_at",
            "done_at",
        ];
        let columns: Vec<_> = columns
            .map(|column| column.expect("a column"))
            .filter(|(name, ..)| !own.contains(&name.as_str()))
            .collect();
        let expected: Vec<_> = fields()
            .map(|field| {
                let (kind, filled) = match field.kind {
                    Kind::Flag => ("INTEGER", true),
                    Kind::Text | Kind::List => ("TEXT", true),
                    Kind::Choice(_) => ("TEXT", false),
                    Kind::Id => ("TEXT", field.required),
                };
                (field.name.to_owned(), kind.to_owned(), filled)
            })
            .collect();
        assert_eq!(columns, expected);
    }
}
