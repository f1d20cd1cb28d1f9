//! The store of requests: one SQLite file that only its owner can read.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use contract::ConsultationRequest;
use contract::consultation::RequestId;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout_at};

mod audit;
mod column;
mod digest;
mod error;
mod files;
mod insert;
mod migrate;
mod open;
mod row;
mod staff;
mod supersede;
mod timestamp;

pub use error::{InsertError, OpenError, StaffError, StoreError};
pub use row::{Arrival, Channel, Moment, Row, Selection};
pub use staff::{Case, Erased, StaffDatabase};

use files::DatabaseFiles;
use timestamp::Timestamp;

/// How long a request waits for its turn and for other processes that are writing, together.
const INSERT_TIMEOUT: Duration = Duration::from_secs(5);

/// The same for the health check, whose caller waits for an answer.
const CHECK_TIMEOUT: Duration = Duration::from_secs(2);

/// An open database. Clones share one connection, so a process has one writer. SQLite's own locks
/// separate processes.
#[derive(Clone)]
pub struct Store {
    database: Arc<Mutex<Database>>,
}

struct Database {
    connection: Connection,
    files: DatabaseFiles,
}

impl Database {
    fn check_files(&mut self) -> Result<(), StoreError> {
        match self.files.moved() {
            Some(file) => Err(StoreError::Moved(file.to_owned())),
            None => Ok(()),
        }
    }
}

impl Store {
    /// Opens the file, or creates it and its folder.
    ///
    /// # Errors
    /// If it cannot be created or is not a receiver's database.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self::new(open::open(path)?, path))
    }

    fn new(connection: Connection, path: &Path) -> Self {
        let files = DatabaseFiles::of(path);
        Self {
            database: Arc::new(Mutex::new(Database { connection, files })),
        }
    }

    /// Stores a request and returns its id: its own, or, for a native post, that of the same content
    /// within ten minutes, or the new one. When this returns, the request is on disk.
    ///
    /// # Errors
    /// [`InsertError::Conflict`] if the id was used for other content.
    pub async fn insert(
        &self,
        request: ConsultationRequest,
        arrival: Arrival,
    ) -> Result<RequestId, InsertError> {
        self.run_blocking(INSERT_TIMEOUT, move |database| {
            database.check_files()?;
            let now = Timestamp::now();
            let id = insert::insert(&mut database.connection, &request, &arrival, now)?;
            // What was committed into a file that has left is lost.
            database.check_files()?;
            Ok(id)
        })
        .await?
    }

    /// Checks that a request could be stored now.
    ///
    /// # Errors
    /// Why it could not.
    pub async fn check_writable(&self) -> Result<(), StoreError> {
        self.run_blocking(CHECK_TIMEOUT, |database| {
            open::check_writable(&mut database.connection)?;
            database.check_files()
        })
        .await?
    }

    /// Runs `work`, which may wait for the disk, on a blocking thread. One at a time: a caller that
    /// waits holds no thread. All that wait for a lock of another process do so side by side, because the
    /// time limit counts from this call.
    async fn run_blocking<T: Send + 'static>(
        &self,
        limit: Duration,
        work: impl FnOnce(&mut Database) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let end = Instant::now() + limit;
        let lock = timeout_at(end, Arc::clone(&self.database).lock_owned()).await;
        let mut database = lock.map_err(|_| StoreError::Locked)?;
        tokio::task::spawn_blocking(move || {
            let left = end.saturating_duration_since(Instant::now());
            database.connection.busy_timeout(left)?;
            Ok(work(&mut database))
        })
        .await
        .map_err(|_| StoreError::Stopped)?
    }
}

/// A database that is read, perhaps while a receiver writes into it. It changes nothing, and holds nobody
/// up.
pub struct Reader {
    connection: Connection,
}

impl Reader {
    /// Opens an existing file.
    ///
    /// # Errors
    /// If it is missing or is not a receiver's database.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let connection = open::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(Self { connection })
    }

    /// Reads requests in the order in which they arrived, as they are at the beginning, one at a time.
    ///
    /// # Errors
    /// If the database cannot be read, and what `each` returns.
    pub fn for_each<E: From<rusqlite::Error>>(
        &self,
        selection: &Selection,
        each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        row::for_each(&self.connection, selection, each)
    }

    /// How many requests are not read because a newer one has replaced them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count_superseded(&self, selection: &Selection) -> rusqlite::Result<usize> {
        row::count_superseded(&self.connection, selection)
    }
}

#[cfg(test)]
mod tests;
