//! What staff do with requests. Each act is in the audit table, in its own transaction.

use std::path::{Path, PathBuf};

use contract::consultation::{RequestId, digit};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior};

use super::error::{OpenError, StaffError};
use super::row::{self, Row, Selection};
use super::timestamp::Timestamp;
use super::{audit, column, open};

/// A database as staff use it, perhaps beside a receiver that writes into it.
pub struct StaffDatabase {
    connection: Connection,
    path: PathBuf,
    who: String,
}

/// A request with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The newest version.
    pub current: Row,
    /// Those that it replaced, the oldest first.
    pub replaced: Vec<Row>,
    /// When each note was written, and what it says.
    pub notes: Vec<(String, String)>,
}

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Erased {
    /// Requests, with all their versions.
    pub requests: usize,
    /// Notes about them.
    pub notes: usize,
}

impl StaffDatabase {
    /// Opens an existing file for this user of the machine.
    ///
    /// # Errors
    /// If it is missing or is not a receiver's database of this version.
    pub fn open(path: &Path, who: String) -> Result<Self, OpenError> {
        let connection = open::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let path = path.to_owned();
        Ok(Self {
            connection,
            path,
            who,
        })
    }

    /// Records an act that changes nothing else.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn record(&mut self, action: &str, what: &str) -> Result<(), StaffError> {
        self.act(action, |_| Ok(((), what.to_owned())))
    }

    /// Finds the requests that a text means: a reference such as `123E-4567`, or a whole id. With
    /// `by_address` also those with this mail address or telephone number. A version that was replaced
    /// means the newest one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find(&self, wanted: &str, by_address: bool) -> Result<Vec<RequestId>, StaffError> {
        let wanted = wanted.trim();
        let id = wanted.to_ascii_lowercase();
        let prefix = id.replace('-', "");
        let is_reference = prefix.len() == 8 && prefix.bytes().all(|b| b.is_ascii_hexdigit());
        let digits = digits(wanted);
        let all = Selection {
            superseded: true,
            ..Selection::default()
        };
        let mut found = Vec::new();
        row::for_each(&self.connection, &all, |row| {
            let request = row.request;
            let Some(own) = request.id.clone() else {
                return Ok(());
            };
            let is_meant = own.as_str() == id || is_reference && own.as_str().starts_with(&prefix);
            let has_address = by_address
                && (wanted.contains('@') && request.email.eq_ignore_ascii_case(wanted)
                    || digits.len() >= 7 && self::digits(&request.phone) == digits);
            if is_meant || has_address {
                found.push(own);
            }
            Ok::<_, StaffError>(())
        })?;
        let mut newest = Vec::new();
        for id in found {
            let id = self.newest(id)?;
            if !newest.contains(&id) {
                newest.push(id);
            }
        }
        Ok(newest)
    }

    /// The version that staff see of a request.
    fn newest(&self, mut id: RequestId) -> Result<RequestId, StaffError> {
        let mut next = self.connection.prepare_cached(
            "SELECT newer.id FROM consultation older
             JOIN consultation newer ON newer.id = older.superseded_by WHERE older.id = ?1",
        )?;
        while let Some(newer) = next
            .query_row([id.as_str()], |row| column::id(row, 0))
            .optional()?
        {
            id = newer;
        }
        Ok(id)
    }

    /// A request with all that belongs to it; staff have opened it now.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn show(&mut self, id: &RequestId) -> Result<Case, StaffError> {
        let now = Timestamp::now();
        self.act("show", |transaction| {
            transaction.execute(
                "UPDATE consultation SET opened_at = strftime('%Y-%m-%dT%H:%M:%fZ', ?2, 'unixepoch')
                 WHERE id = ?1 AND opened_at IS NULL",
                (id.as_str(), now),
            )?;
            let mut versions = versions(transaction, id)?;
            let current = versions.pop().ok_or(StaffError::Gone)?;
            let notes = notes(transaction, id)?;
            let case = Case {
                current,
                replaced: versions,
                notes,
            };
            Ok((case, id.reference()))
        })
    }

    /// Marks a request as done, or as not done.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn set_done(&mut self, id: &RequestId, done: bool) -> Result<(), StaffError> {
        let now = Timestamp::now();
        let action = if done { "done" } else { "not done" };
        self.act(action, |transaction| {
            let changed = transaction.execute(
                "UPDATE consultation SET done_at =
                     iif(?2, coalesce(done_at, strftime('%Y-%m-%dT%H:%M:%fZ', ?3, 'unixepoch')), NULL)
                 WHERE id = ?1",
                (id.as_str(), done, now),
            )?;
            exists(changed)?;
            Ok(((), id.reference()))
        })
    }

    /// Adds a note to a request.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn note(&mut self, id: &RequestId, text: &str) -> Result<(), StaffError> {
        let now = Timestamp::now();
        self.act("note", |transaction| {
            let added = transaction.execute(
                "INSERT INTO note (arrival, written_at, text)
                 SELECT arrival, strftime('%Y-%m-%dT%H:%M:%fZ', ?2, 'unixepoch'), ?3
                 FROM consultation WHERE id = ?1",
                (id.as_str(), now, text),
            )?;
            exists(added)?;
            Ok(((), id.reference()))
        })
    }

    /// Erases requests with every version and note. When this returns, no word of them is in the file or
    /// in its write-ahead log.
    ///
    /// # Errors
    /// If the database cannot be written, or [`StaffError::NotCleared`] if others read it meanwhile.
    pub fn erase(&mut self, ids: &[RequestId], action: &str) -> Result<Erased, StaffError> {
        self.connection.pragma_update(None, "secure_delete", true)?;
        let erased = self.act(action, |transaction| {
            let mut erased = Erased::default();
            for id in ids {
                erased.notes += transaction.execute(
                    &format!("{VERSIONS} DELETE FROM note WHERE arrival IN (SELECT arrival FROM versions)"),
                    [id.as_str()],
                )?;
                erased.requests += transaction.execute(
                    &format!("{VERSIONS} DELETE FROM consultation WHERE arrival IN (SELECT arrival FROM versions)"),
                    [id.as_str()],
                )?;
            }
            let references: Vec<_> = ids.iter().map(RequestId::reference).collect();
            Ok((erased, references.join(" ")))
        })?;
        self.clear()?;
        Ok(erased)
    }

    /// Writes the file anew: what was moved between its pages before may lie in unused room.
    ///
    /// # Errors
    /// If the database cannot be written, or [`StaffError::NotCleared`] if others read it meanwhile.
    pub fn clear(&self) -> Result<(), StaffError> {
        self.connection.execute_batch("VACUUM")?;
        let busy: i64 =
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        match busy {
            0 => Ok(()),
            _ => Err(StaffError::NotCleared),
        }
    }

    /// The requests that came before this many days, done ones alone or all.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn older_than(&self, days: u32, only_done: bool) -> Result<Vec<RequestId>, StaffError> {
        let mut statement = self.connection.prepare(
            "SELECT id FROM consultation
             WHERE superseded_by IS NULL AND received_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?1)
               AND (done_at IS NOT NULL OR NOT ?2)
             ORDER BY arrival",
        )?;
        let ago = format!("-{days} days");
        let ids = statement.query_map((ago, only_done), |row| column::id(row, 0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Copies the database into a new file that only its owner can read.
    ///
    /// # Errors
    /// If the file exists, or cannot be written.
    pub fn backup(&mut self, to: &Path) -> Result<(), StaffError> {
        open::copy(&self.connection, to)?;
        self.record("backup", &to.display().to_string())
    }

    /// What is wrong with the file, and with the record of what staff did; empty if nothing is.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn verify(&self) -> Result<Vec<String>, StaffError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut wrong: Vec<_> = lines.collect::<Result<_, _>>()?;
        wrong.retain(|line| line != "ok");
        if let Some(entry) = audit::first_wrong(&self.connection)? {
            wrong.push(format!(
                "the audit table was changed: entry {entry} is missing or is not what was recorded"
            ));
        }
        Ok(wrong)
    }

    /// The older copies of the database beside it, which hold the same data.
    pub fn copies(&self) -> Vec<PathBuf> {
        open::copies(&self.path)
    }

    /// Does something and records it, together or not at all. `act` returns what to record.
    fn act<T>(
        &mut self,
        action: &str,
        act: impl FnOnce(&Transaction<'_>) -> Result<(T, String), StaffError>,
    ) -> Result<T, StaffError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (done, what) = act(&transaction)?;
        audit::record(&transaction, &self.who, action, &what, Timestamp::now())?;
        transaction.commit()?;
        Ok(done)
    }
}

/// The versions of the request with the id `?1`: itself, and all that lead to it.
const VERSIONS: &str = "WITH RECURSIVE versions (arrival, id) AS (
        SELECT arrival, id FROM consultation WHERE id = ?1
        UNION
        SELECT older.arrival, older.id
        FROM consultation older JOIN versions newer ON older.superseded_by = newer.id
    )";

fn versions(transaction: &Transaction<'_>, id: &RequestId) -> Result<Vec<Row>, StaffError> {
    let mut statement = transaction.prepare(&format!(
        "{VERSIONS} SELECT * FROM consultation WHERE arrival IN (SELECT arrival FROM versions)
         ORDER BY superseded_by IS NULL, arrival"
    ))?;
    let rows = statement.query_map([id.as_str()], row::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn notes(
    transaction: &Transaction<'_>,
    id: &RequestId,
) -> Result<Vec<(String, String)>, StaffError> {
    let mut statement = transaction.prepare(&format!(
        "{VERSIONS} SELECT written_at, text FROM note
         WHERE arrival IN (SELECT arrival FROM versions) ORDER BY note"
    ))?;
    let notes = statement.query_map([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(notes.collect::<Result<_, _>>()?)
}

/// It was there when it was found.
fn exists(changed: usize) -> Result<(), StaffError> {
    match changed {
        0 => Err(StaffError::Gone),
        _ => Ok(()),
    }
}

/// The digits of a telephone number, in ASCII.
fn digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}
