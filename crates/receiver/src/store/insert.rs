//! Stores a request once, however often it is sent.

use contract::ConsultationRequest;
use contract::consultation::{RequestId, Source};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};
use sha2::{Digest as _, Sha256};

use super::error::InsertError;
use super::row::Channel;
use super::timestamp::Timestamp;
use super::{column, supersede};

/// For how long native posts with the same content are one request, because a visitor may press the
/// button twice or reload. A row that is in the future since the clock was set back counts as recent:
/// one row for two equal requests is better than two rows for one.
const DUPLICATE_WINDOW: &str = "-10 minutes";

type Digest = [u8; 32];

/// Stores a request and returns its id. The transaction takes the write lock before it reads (BEGIN
/// IMMEDIATE), so the second of two simultaneous requests sees the first.
pub fn insert(
    connection: &mut Connection,
    request: &ConsultationRequest,
    channel: Channel,
    new_id: RequestId,
    now: Timestamp,
) -> Result<RequestId, InsertError> {
    let digest = digest(request.content());
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
                    find_json_duplicate(&transaction, request, &digest, now)?
                }
                known => known,
            };
            match known {
                Some(known) => return Ok(known),
                None => new_id,
            }
        }
    };
    column::insert(&transaction, request, &id, channel, &digest, now)?;
    supersede::apply_replaces(&transaction, &id, request.replaces.as_ref())?;
    // The visitor pressed before hydration, saw no response, went back and pressed again.
    if channel == Channel::Json
        && let Some(posted) = find_recent(
            &transaction,
            Channel::Native,
            &self::digest(as_native_post(request)),
            now,
        )?
    {
        supersede::supersede(&transaction, &posted, &id)?;
    }
    transaction.commit()?;
    Ok(id)
}

/// Hashes the content as JSON, in which serde writes the fields in a fixed order.
fn digest(content: ConsultationRequest) -> Digest {
    let content = serde_json::to_vec(&content).unwrap_or_default();
    Sha256::digest(content).into()
}

/// The content as a native post would have it, without the page and its campaign.
fn as_native_post(request: &ConsultationRequest) -> ConsultationRequest {
    let mut post = request.content();
    let scripted = [Source::Script, Source::Campaign];
    for field in scripted
        .into_iter()
        .flat_map(ConsultationRequest::fields_from)
    {
        if let Some(text) = post.text_mut(field.name) {
            text.clear();
        }
    }
    post
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

/// Finds the current JSON request with the content of this native post, whose digest is given. The
/// digest of JSON covers more than a native post holds, so no index finds it: the newest rows are
/// searched.
fn find_json_duplicate(
    transaction: &Transaction<'_>,
    posted: &ConsultationRequest,
    digest: &Digest,
    now: Timestamp,
) -> rusqlite::Result<Option<RequestId>> {
    let mut statement = transaction.prepare_cached(
        "SELECT * FROM (SELECT * FROM consultation ORDER BY arrival DESC LIMIT 1000)
         WHERE channel = 'json' AND superseded_by IS NULL AND name = ?1
           AND received_at > strftime('%Y-%m-%dT%H:%M:%fZ', ?2, 'unixepoch', ?3)
         ORDER BY arrival DESC",
    )?;
    let sent = statement.query_map((&posted.name, now, DUPLICATE_WINDOW), column::request)?;
    for sent in sent {
        let sent = sent?;
        if self::digest(as_native_post(&sent)) == *digest {
            return Ok(sent.id);
        }
    }
    Ok(None)
}
