//! What staff did, each entry chained to the one before.

use rusqlite::{Connection, OptionalExtension as _, Transaction};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::digest::Digest;
use super::timestamp::Timestamp;

/// Adds an entry.
pub fn record(
    transaction: &Transaction<'_>,
    who: &str,
    action: &str,
    what: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let last = transaction
        .prepare_cached("SELECT entry, hash FROM audit ORDER BY entry DESC LIMIT 1")?
        .query_row([], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Digest>(1)?))
        })
        .optional()?;
    let (last, before) = last.unwrap_or_default();
    let at: String = transaction.query_row(
        "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', ?1, 'unixepoch')",
        [now],
        |row| row.get(0),
    )?;
    let hash = hash(&before, last + 1, [&at, who, action, what]);
    transaction
        .prepare_cached(
            "INSERT INTO audit (entry, at, who, action, what, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((last + 1, at, who, action, what, hash))?;
    Ok(())
}

/// The first entry that is not what was recorded: it was changed, or one before it was taken out.
pub fn first_wrong(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    let mut statement = connection
        .prepare("SELECT entry, at, who, action, what, hash FROM audit ORDER BY entry")?;
    let mut rows = statement.query([])?;
    let mut before = Digest::default();
    let mut expected = 1;
    while let Some(row) = rows.next()? {
        let entry: i64 = row.get(0)?;
        let texts: [String; 4] = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        let found: Digest = row.get(5)?;
        let texts = texts.each_ref().map(String::as_str);
        if entry != expected || found != hash(&before, entry, texts) {
            return Ok(Some(expected));
        }
        before = found;
        expected += 1;
    }
    // One that was taken off the end leaves its number behind.
    let given: Option<i64> = connection
        .query_row(
            "SELECT seq FROM sqlite_sequence WHERE name = 'audit'",
            [],
            |row| row.get(0),
        )
        .optional()?;
    Ok((given.unwrap_or_default() >= expected).then_some(expected))
}

fn hash(before: &Digest, entry: i64, texts: [&str; 4]) -> Digest {
    let mut hash = Sha256::new();
    hash.update(before);
    // JSON keeps the texts apart.
    hash.update(json!([entry, texts]).to_string());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;

    fn chain(entries: usize) -> Connection {
        let mut connection = Connection::open_in_memory().expect("a database");
        migrate::create(&mut connection).expect("the tables");
        for number in 0..entries {
            let transaction = connection.transaction().expect("a transaction");
            let what = format!("123E-456{number}");
            record(&transaction, "ana", "show", &what, Timestamp::now()).expect("recorded");
            transaction.commit().expect("committed");
        }
        connection
    }

    #[test]
    fn a_chain_that_nobody_touched_is_right() {
        for entries in [0, 1, 5] {
            assert_eq!(first_wrong(&chain(entries)), Ok(None));
        }
    }

    #[test]
    fn a_change_anywhere_shows() {
        for (change, wrong) in [
            ("UPDATE audit SET who = 'ben' WHERE entry = 2", 2),
            ("UPDATE audit SET what = '' WHERE entry = 5", 5),
            ("UPDATE audit SET hash = zeroblob(32) WHERE entry = 3", 3),
            ("DELETE FROM audit WHERE entry = 1", 1),
            ("DELETE FROM audit WHERE entry = 3", 3),
            ("DELETE FROM audit WHERE entry = 5", 5),
            ("DELETE FROM audit", 1),
        ] {
            let connection = chain(5);
            connection.execute(change, []).expect(change);
            assert_eq!(first_wrong(&connection), Ok(Some(wrong)), "{change}");
        }
    }
}
