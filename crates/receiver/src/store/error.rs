//! What can go wrong with the store.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a database cannot be opened.
#[derive(Debug)]
pub enum OpenError {
    /// Its folder cannot be made.
    Folder(PathBuf, io::Error),
    /// The file cannot be made, read or kept from others.
    File(PathBuf, io::Error),
    /// It is not there.
    Missing(PathBuf),
    /// It is not a SQLite file.
    NotADatabase(PathBuf),
    /// It is a SQLite file of another program.
    Foreign(PathBuf),
    /// Something in it is damaged; SQLite says what.
    Damaged(PathBuf, String),
    /// It was made by a newer receiver.
    Newer(PathBuf),
    /// SQLite cannot use it for another reason.
    Sqlite(PathBuf, rusqlite::Error),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path, error) => write!(
                f,
                "cannot make the folder {} for the database: {error}; name a place this user can write with --database",
                path.display()
            ),
            Self::File(path, error) => write!(
                f,
                "cannot use the file {}: {error}; name a file this user owns with --database",
                path.display()
            ),
            Self::Missing(path) => write!(
                f,
                "there is no database {}; name the one `receiver serve` printed at its start with --database",
                path.display()
            ),
            Self::NotADatabase(path) => write!(
                f,
                "{} is not a SQLite database; name another file with --database, or move this one away",
                path.display()
            ),
            Self::Damaged(path, what) => write!(
                f,
                "{} is damaged ({what}); put a backup in its place, or save what can be read with `sqlite3 FILE .recover`",
                path.display()
            ),
            Self::Foreign(path) => write!(
                f,
                "{} is a database of another program; name another file with --database",
                path.display()
            ),
            Self::Newer(path) => write!(
                f,
                "{} was made by a newer receiver; run that one, or name another file with --database",
                path.display()
            ),
            Self::Sqlite(path, error) => write!(
                f,
                "SQLite cannot use {}: {error}; look whether the disk is full, the file is locked, or its folder cannot be written",
                path.display()
            ),
        }
    }
}

impl std::error::Error for OpenError {}

/// Why an open database did not do what was asked of it.
#[derive(Debug)]
pub enum StoreError {
    /// What SQLite says. Its messages hold names of tables and columns, never values.
    Sqlite(rusqlite::Error),
    /// The process is ending.
    Stopped,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => error.fmt(f),
            Self::Stopped => f.write_str("the work was stopped"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// Why a request was not kept.
#[derive(Debug)]
pub enum AcceptError {
    /// Its id was used for a request with other content.
    Conflict,
    /// The database failed; another try may succeed.
    Store(StoreError),
}

impl From<StoreError> for AcceptError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<rusqlite::Error> for AcceptError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
