//! Which request supersedes which.
//!
//! A visitor who changes a word after a try of unknown fate sends a new request that names the first
//! one of unknown fate in `replaces`. Each may arrive, in any order. Staff must always see one of them,
//! the newest.

use contract::consultation::RequestId;
use rusqlite::{OptionalExtension as _, Transaction};

/// Supersedes what the inserted request replaces, and the request itself if one that replaces it came
/// first.
pub fn apply_replaces(
    transaction: &Transaction<'_>,
    id: &RequestId,
    replaces: Option<&RequestId>,
) -> rusqlite::Result<()> {
    if let Some(old) = replaces {
        // Those that are superseded stay so: they lead here by way of the one that did it.
        for named in ["id", "replaces"] {
            transaction
                .prepare_cached(&format!(
                    "UPDATE consultation SET superseded_by = ?1
                     WHERE {named} = ?2 AND superseded_by IS NULL AND id <> ?1"
                ))?
                .execute((id.as_str(), old.as_str()))?;
        }
    }
    if let Some(successor) = successor(transaction, id)? {
        transaction
            .prepare_cached("UPDATE consultation SET superseded_by = ?2 WHERE id = ?1")?
            .execute((id.as_str(), successor))?;
    }
    Ok(())
}

/// Supersedes `older` by `newer`, which does not name it in `replaces`. Does nothing if `older`, which
/// may name others, has superseded `newer` already.
pub fn supersede(
    transaction: &Transaction<'_>,
    older: &RequestId,
    newer: &RequestId,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "UPDATE consultation SET superseded_by = ?2
             WHERE id = ?1 AND superseded_by IS NULL AND NOT EXISTS
                 (SELECT 1 FROM consultation WHERE id = ?2 AND superseded_by = ?1)",
        )?
        .execute((older.as_str(), newer.as_str()))?;
    Ok(())
}

/// Finds the request that superseded this one before it arrived: the end of the chain that begins with
/// the newest request that names it. `None` if the chain leads back to this one, as it does if two
/// requests name each other; then the newest arrival stays.
///
/// The chain ends, because a superseded row never supersedes the row at the end; [`supersede`] ensures
/// that.
fn successor(transaction: &Transaction<'_>, id: &RequestId) -> rusqlite::Result<Option<String>> {
    let mut end: Option<String> = transaction
        .prepare_cached(
            "SELECT id FROM consultation WHERE replaces = ?1 AND id <> ?1
             ORDER BY arrival DESC LIMIT 1",
        )?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?;
    let mut next =
        transaction.prepare_cached("SELECT superseded_by FROM consultation WHERE id = ?1")?;
    while let Some(known) = &end {
        let further = next.query_row([known], |row| row.get::<_, Option<String>>(0));
        // A deleted row ends the chain too.
        match further.optional()?.flatten() {
            Some(further) if further == id.as_str() => return Ok(None),
            Some(further) => end = Some(further),
            None => break,
        }
    }
    Ok(end)
}
