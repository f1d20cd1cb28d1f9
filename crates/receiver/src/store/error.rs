//! The errors of the store.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a database cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Its folder cannot be created.
    #[error("cannot make the folder {} for the database: {_1}; name a place this user can write with --database", .0.display())]
    Folder(PathBuf, #[source] io::Error),
    /// The file cannot be created or read, or its permissions cannot be set.
    #[error("cannot use the file {}: {_1}; name a file this user owns with --database", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// The file is missing.
    #[error("there is no database {}; name the one `receiver serve` printed at its start with --database", .0.display())]
    Missing(PathBuf),
    /// It is not a SQLite file.
    #[error("{} is not a SQLite database; name another file with --database, or move this one away", .0.display())]
    NotADatabase(PathBuf),
    /// It is a SQLite file of another program.
    #[error("{} is a database of another program; name another file with --database", .0.display())]
    Foreign(PathBuf),
    /// It is damaged, as SQLite describes.
    #[error("{} is damaged ({_1}); put a backup in its place, or save what can be read with `sqlite3 FILE .recover`", .0.display())]
    Damaged(PathBuf, String),
    /// An older receiver has created it.
    #[error("{} was made by an older receiver; start `receiver serve` with it once, which brings it up to date", .0.display())]
    Older(PathBuf),
    /// A newer receiver has created it.
    #[error("{} was made by a newer receiver; run that one, or name another file with --database", .0.display())]
    Newer(PathBuf),
    /// SQLite cannot use it for another reason.
    #[error("SQLite cannot use {}: {_1}; look whether the disk is full, the file is locked, or its folder cannot be written", .0.display())]
    Sqlite(PathBuf, #[source] rusqlite::Error),
}

/// Why an open database failed.
#[derive(Debug, Error)]
pub enum StoreError {
    /// SQLite's error. Its messages hold names of tables and columns, never values.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// Its file is gone from its place, or another one is there.
    #[error("{} was removed, moved or replaced while it was open; stop this receiver, look for the file, and start again", .0.display())]
    Moved(PathBuf),
    /// Others kept it locked for too long.
    #[error("others kept the database locked for too long; look for a program that has it open")]
    Locked,
    /// The process is ending.
    #[error("the work was stopped")]
    Stopped,
}

/// Why a request was not stored.
#[derive(Debug, Error)]
pub enum InsertError {
    /// Its id was used for a request with other content.
    #[error("the id was used for a request with other content")]
    Conflict,
    /// Too many requests name the one in its `replaces`.
    #[error("too many requests replace the same one")]
    Crowded,
    /// The database failed; another try may succeed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for InsertError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Why something that staff wanted was not done.
#[derive(Debug, Error)]
pub enum StaffError {
    /// SQLite's error. Its messages hold names of tables and columns, never values.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// A file beside the database cannot be made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The request was there a moment ago.
    #[error("somebody else has just erased or replaced that request; look again")]
    Gone,
    /// The write-ahead log still holds what was erased.
    #[error(
        "what was erased may still be in the file ending in -wal, since others are reading; run `receiver erase` again with the same words, until it finds no request"
    )]
    NotCleared,
}
