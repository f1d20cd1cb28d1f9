//! Stores a request once, however often it is sent.

use contract::ConsultationRequest;
use contract::consultation::RequestId;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

use super::digest::{self, Digest};
use super::error::InsertError;
use super::row::{Arrival, Channel};
use super::timestamp::Timestamp;
use super::{column, supersede};

/// For how long native posts with the same content are one request, because a visitor may press the
/// button twice or reload. A row that is in the future since the clock was set back counts as recent:
/// one row for two equal requests is better than two rows for one.
const DUPLICATE_WINDOW: &str = "-10 minutes";

/// How many requests may name one in `replaces`. A person does not come near it, and each has to be found
/// and written by those that follow.
const MAX_NAMING: i64 = 49;

/// Stores a request and returns its id. The transaction takes the write lock before it reads (BEGIN
/// IMMEDIATE), so the second of two simultaneous requests sees the first.
pub fn insert(
    connection: &mut Connection,
    request: &ConsultationRequest,
    arrival: &Arrival,
    now: Timestamp,
) -> Result<RequestId, InsertError> {
    let channel = arrival.channel;
    let [digest, bare] = [digest::whole(request), digest::bare(request)];
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let id = match &request.id {
        Some(id) => match find_digest(&transaction, id)? {
            Some(known) if known == digest => return Ok(id.clone()),
            Some(_) => return Err(InsertError::Conflict),
            None => id.clone(),
        },
        None => {
            // The visitor lost the response to the JSON, reloaded, and pressed before hydration.
            let known = match find_recent(&transaction, channel, &digest, now)? {
                None if channel == Channel::Native => {
                    find_json_duplicate(&transaction, &bare, now)?
                }
                known => known,
            };
            match known {
                Some(known) => return Ok(known),
                None => arrival.new_id.clone(),
            }
        }
    };
    if let Some(replaces) = &request.replaces
        && is_crowded(&transaction, replaces)?
    {
        return Err(InsertError::Crowded);
    }
    column::insert(&transaction, request, &id, arrival, [&digest, &bare], now)?;
    supersede::apply_replaces(&transaction, &id, request.replaces.as_ref())?;
    // The visitor pressed before hydration, saw no response, went back and pressed again.
    if channel == Channel::Json
        && let Some(posted) = find_recent(&transaction, Channel::Native, &bare, now)?
    {
        supersede::supersede(&transaction, &posted, &id)?;
    }
    transaction.commit()?;
    Ok(id)
}

fn find_digest(transaction: &Transaction<'_>, id: &RequestId) -> rusqlite::Result<Option<Digest>> {
    transaction
        .prepare_cached("SELECT digest FROM consultation WHERE id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()
}

fn find_recent(
    transaction: &Transaction<'_>,
    channel: Channel,
    digest: &Digest,
    now: Timestamp,
) -> rusqlite::Result<Option<RequestId>> {
    transaction
        .prepare_cached(
            "SELECT id FROM consultation
             WHERE digest = ?1 AND channel = ?2
               AND received_at > strftime('%Y-%m-%dT%H:%M:%fZ', ?3, 'unixepoch', ?4)
             ORDER BY arrival DESC LIMIT 1",
        )?
        .query_row((digest, channel.as_str(), now, DUPLICATE_WINDOW), |row| {
            column::id(row, 0)
        })
        .optional()
}

/// Finds the current JSON request with the content of this native post, whose digest is given. The whole
/// digest of JSON covers more than a native post holds.
fn find_json_duplicate(
    transaction: &Transaction<'_>,
    bare: &Digest,
    now: Timestamp,
) -> rusqlite::Result<Option<RequestId>> {
    transaction
        .prepare_cached(
            "SELECT id FROM consultation
             WHERE bare_digest = ?1 AND channel = 'json' AND superseded_by IS NULL
               AND received_at > strftime('%Y-%m-%dT%H:%M:%fZ', ?2, 'unixepoch', ?3)
             ORDER BY arrival DESC LIMIT 1",
        )?
        .query_row((bare, now, DUPLICATE_WINDOW), |row| column::id(row, 0))
        .optional()
}

/// Whether as many requests as it may have name this one in `replaces`.
fn is_crowded(transaction: &Transaction<'_>, replaces: &RequestId) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached(
            "SELECT count(*) >= ?2 FROM
                 (SELECT 1 FROM consultation WHERE replaces = ?1 LIMIT ?2)",
        )?
        .query_row((replaces.as_str(), MAX_NAMING), |row| row.get(0))
}
