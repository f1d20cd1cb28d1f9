//! Which request takes the place of which.
//!
//! A visitor who changes a word after a try of unknown fate sends a new request that names the
//! first one of unknown fate in `replaces`. Each of them may arrive, in any order. Staff should
//! see the newest one, and never none.

use contract::consultation::RequestId;
use rusqlite::{OptionalExtension as _, Transaction};

/// Settles the place of a request that has just been inserted.
pub fn settle(
    transaction: &Transaction<'_>,
    id: &RequestId,
    replaces: Option<&RequestId>,
) -> rusqlite::Result<()> {
    if let Some(old) = replaces {
        transaction
            .prepare_cached(
                "UPDATE consultation SET superseded_by = ?1
                 WHERE (id = ?2 OR replaces = ?2) AND id <> ?1",
            )?
            .execute((id.as_str(), old.as_str()))?;
    }
    if let Some(successor) = successor(transaction, id)? {
        transaction
            .prepare_cached("UPDATE consultation SET superseded_by = ?2 WHERE id = ?1")?
            .execute((id.as_str(), successor))?;
    }
    Ok(())
}

/// Puts the newer request into the place of the older one, which nobody named. Not where the older
/// one, which may name others, has taken the newer one's place already.
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

/// The request that took the place of this one before it arrived: the last of the line that
/// begins with the newest request to name it. None where that line leads back to itself, as it
/// does where two name each other: then the newest arrival stays.
///
/// The line ends: a row whose place is taken never takes the place of the one at the end, which
/// [`supersede`] sees to.
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
        // A row that somebody deleted ends the line too.
        match further.optional()?.flatten() {
            Some(further) if further == id.as_str() => return Ok(None),
            Some(further) => end = Some(further),
            None => break,
        }
    }
    Ok(end)
}
