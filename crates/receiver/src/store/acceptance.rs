//! Taking a request in, once, however often it is sent.

use contract::ConsultationRequest;
use contract::consultation::{RequestId, Source};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};
use sha2::{Digest as _, Sha256};

use super::error::AcceptError;
use super::moment::Moment;
use super::row::Channel;
use super::{column, succession};

/// How long the same words posted natively are the same request: somebody who presses the button
/// twice, or reloads the answer. Those that a clock set back has put into the future are recent
/// too: better one row for two that are the same than two for one.
const SAME_WITHIN: &str = "-10 minutes";

type Digest = [u8; 32];

/// Keeps a request and gives the id it is known by. The transaction takes the write lock before
/// it looks (BEGIN IMMEDIATE), so of two that arrive at once the second sees the first.
pub fn accept(
    connection: &mut Connection,
    request: &ConsultationRequest,
    channel: Channel,
    fresh: RequestId,
    now: Moment,
) -> Result<RequestId, AcceptError> {
    let digest = digest(request.content());
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let id = match &request.id {
        Some(id) => match digest_of(&transaction, id)? {
            Some(known) if known == digest => return Ok(id.clone()),
            Some(_) => return Err(AcceptError::Conflict),
            None => id.clone(),
        },
        None => {
            // Somebody whose answer to the JSON was lost loads the page again, and presses before
            // it is awake.
            let known = match recent(&transaction, channel, &digest, now)? {
                None if channel == Channel::Native => {
                    sent_as_json(&transaction, request, &digest, now)?
                }
                known => known,
            };
            match known {
                Some(known) => return Ok(known),
                None => fresh,
            }
        }
    };
    column::insert(&transaction, request, &id, channel, &digest, now)?;
    succession::settle(&transaction, &id, request.replaces.as_ref())?;
    // Somebody pressed before the page was awake, saw no answer, went back and pressed again.
    if channel == Channel::Json
        && let Some(posted) = recent(
            &transaction,
            Channel::Native,
            &self::digest(bare(request)),
            now,
        )?
    {
        succession::supersede(&transaction, &posted, &id)?;
    }
    transaction.commit()?;
    Ok(id)
}

/// Of what was said as JSON; serde writes the fields in one fixed order.
fn digest(content: ConsultationRequest) -> Digest {
    let content = serde_json::to_vec(&content).unwrap_or_default();
    Sha256::digest(content).into()
}

/// The same as the browser would post it by itself: it says neither the page nor its campaign.
fn bare(request: &ConsultationRequest) -> ConsultationRequest {
    let mut bare = request.content();
    let scripted = [Source::Script, Source::Campaign];
    for field in scripted
        .into_iter()
        .flat_map(ConsultationRequest::fields_from)
    {
        if let Some(text) = bare.text_mut(field.name) {
            text.clear();
        }
    }
    bare
}

fn digest_of(transaction: &Transaction<'_>, id: &RequestId) -> rusqlite::Result<Option<Digest>> {
    transaction
        .prepare_cached("SELECT digest FROM consultation WHERE id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()
}

fn recent(
    transaction: &Transaction<'_>,
    channel: Channel,
    digest: &Digest,
    now: Moment,
) -> rusqlite::Result<Option<RequestId>> {
    transaction
        .prepare_cached(
            "SELECT id FROM consultation
             WHERE digest = ?1 AND channel = ?2
               AND received_at > strftime('%Y-%m-%dT%H:%M:%fZ', ?3, 'unixepoch', ?4)
             ORDER BY arrival DESC LIMIT 1",
        )?
        .query_row((digest, channel.as_str(), now, SAME_WITHIN), |row| {
            column::id(row, 0)
        })
        .optional()
}

/// The current request that came as JSON and says the same as this native post, whose digest is
/// given. The digests of JSON are of more than a native post says, so no index finds it:
/// the newest rows are looked through.
fn sent_as_json(
    transaction: &Transaction<'_>,
    posted: &ConsultationRequest,
    digest: &Digest,
    now: Moment,
) -> rusqlite::Result<Option<RequestId>> {
    let mut statement = transaction.prepare_cached(
        "SELECT * FROM (SELECT * FROM consultation ORDER BY arrival DESC LIMIT 1000)
         WHERE channel = 'json' AND superseded_by IS NULL AND name = ?1
           AND received_at > strftime('%Y-%m-%dT%H:%M:%fZ', ?2, 'unixepoch', ?3)
         ORDER BY arrival DESC",
    )?;
    let sent = statement.query_map((&posted.name, now, SAME_WITHIN), column::request)?;
    for sent in sent {
        let sent = sent?;
        if self::digest(bare(&sent)) == *digest {
            return Ok(sent.id);
        }
    }
    Ok(None)
}
