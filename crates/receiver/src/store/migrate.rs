//! The schema's versions, and the way from each to the next.

use rusqlite::{Connection, Transaction};

use super::{column, digest};

/// Each step brings the schema from the version before to its own.
const STEPS: [fn(&Transaction<'_>) -> rusqlite::Result<()>; 2] = [to_1, to_2];

/// The version of the schema, kept in the file's `user_version`.
pub const VERSION: i64 = STEPS.len() as i64;

/// Brings a database of an older version, or an empty one (0), to [`VERSION`].
pub fn migrate(transaction: &Transaction<'_>, from: i64) -> rusqlite::Result<()> {
    let done = usize::try_from(from).unwrap_or_default();
    for step in &STEPS[done..] {
        step(transaction)?;
    }
    transaction.pragma_update(None, "user_version", VERSION)
}

/// The version of a database's schema.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn to_1(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(include_str!("schema/1.sql"))
}

fn to_2(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(include_str!("schema/2.sql"))?;
    let mut rows = transaction.prepare("SELECT * FROM consultation")?;
    let mut update =
        transaction.prepare("UPDATE consultation SET bare_digest = ?2 WHERE arrival = ?1")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let digest = digest::bare(&column::request(row)?);
        update.execute((row.get::<_, i64>("arrival")?, digest))?;
    }
    Ok(())
}

/// Gives an empty database the schema.
#[cfg(test)]
pub fn create(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    migrate(&transaction, 0)?;
    transaction.commit()
}
