//! The store of requests: one SQLite file that only its owner can read.

use std::path::Path;
use std::sync::Arc;

use contract::ConsultationRequest;
use contract::consultation::RequestId;
use rusqlite::Connection;
use tokio::sync::Mutex;

mod column;
mod error;
mod insert;
mod open;
mod row;
mod supersede;
mod timestamp;

pub use error::{InsertError, OpenError, StoreError};
pub use row::{Channel, Row, Which};

use timestamp::Timestamp;

/// An open database. Clones share one connection, so a process has one writer. SQLite's own locks
/// separate processes.
#[derive(Clone)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
}

impl Store {
    /// Opens the file, or creates it and its folder.
    ///
    /// # Errors
    /// If it cannot be created or is not a receiver's database.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        open::open(path).map(Self::new)
    }

    /// Opens an existing file.
    ///
    /// # Errors
    /// If it is missing or is not a receiver's database.
    pub fn open_existing(path: &Path) -> Result<Self, OpenError> {
        open::open_existing(path).map(Self::new)
    }

    fn new(connection: Connection) -> Self {
        Self {
            connection: Arc::new(Mutex::new(connection)),
        }
    }

    /// Stores a request and returns its id: its own, or, for a native post, that of the same content
    /// within ten minutes, or `new_id`. When this returns, the request is on disk.
    ///
    /// # Errors
    /// [`InsertError::Conflict`] if the id was used for other content.
    pub async fn insert(
        &self,
        request: ConsultationRequest,
        channel: Channel,
        new_id: RequestId,
    ) -> Result<RequestId, InsertError> {
        self.run_blocking(move |connection| {
            insert::insert(connection, &request, channel, new_id, Timestamp::now())
        })
        .await?
    }

    /// Checks that a request could be stored now.
    ///
    /// # Errors
    /// Why it could not.
    pub async fn check_writable(&self) -> Result<(), StoreError> {
        self.run_blocking(open::check_writable)
            .await?
            .map_err(StoreError::from)
    }

    /// The requests in the order in which they arrived.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn rows(&self, which: Which) -> Result<Vec<Row>, StoreError> {
        let connection = self.connection.blocking_lock();
        row::read(&connection, which).map_err(StoreError::from)
    }

    /// Runs `work`, which may wait for the disk, on a blocking thread. One at a time: a caller that
    /// waits holds no thread.
    async fn run_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut connection = Arc::clone(&self.connection).lock_owned().await;
        tokio::task::spawn_blocking(move || work(&mut connection))
            .await
            .map_err(|_| StoreError::Stopped)
    }
}

#[cfg(test)]
mod tests;
