//! Where requests are kept: one SQLite file that only its owner can read.

use std::path::Path;
use std::sync::Arc;

use contract::ConsultationRequest;
use contract::consultation::RequestId;
use rusqlite::Connection;
use tokio::sync::Mutex;

mod acceptance;
mod column;
mod error;
mod moment;
mod opening;
mod row;
mod succession;

pub use error::{AcceptError, OpenError, StoreError};
pub use row::{Channel, Row, Which};

use moment::Moment;

/// An open database. Clones share one connection, so there is one writer in the process; other
/// processes are kept apart by SQLite's own locks.
#[derive(Clone)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
}

impl Store {
    /// Opens the file, and makes it, with its folder, where it is not there.
    ///
    /// # Errors
    /// Where it cannot be made or is not a database of the receiver's.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        opening::open(path).map(Self::new)
    }

    /// Opens a file that must be there already.
    ///
    /// # Errors
    /// Where it is not there or is not a database of the receiver's.
    pub fn existing(path: &Path) -> Result<Self, OpenError> {
        opening::existing(path).map(Self::new)
    }

    fn new(connection: Connection) -> Self {
        Self {
            connection: Arc::new(Mutex::new(connection)),
        }
    }

    /// Keeps a request and gives the id it is known by: its own, or, for a native post, that of
    /// the same words within ten minutes, or else `fresh`. When this returns, it is on disk.
    ///
    /// # Errors
    /// [`AcceptError::Conflict`] where the id was used for other words.
    pub async fn accept(
        &self,
        request: ConsultationRequest,
        channel: Channel,
        fresh: RequestId,
    ) -> Result<RequestId, AcceptError> {
        self.apart(move |connection| {
            acceptance::accept(connection, &request, channel, fresh, Moment::now())
        })
        .await?
    }

    /// Whether a request could be kept now.
    ///
    /// # Errors
    /// Why it could not.
    pub async fn answers(&self) -> Result<(), StoreError> {
        self.apart(opening::try_out)
            .await?
            .map_err(StoreError::from)
    }

    /// The requests in the order in which they arrived.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn rows(&self, which: Which) -> Result<Vec<Row>, StoreError> {
        let connection = self.connection.blocking_lock();
        row::read(&connection, which).map_err(StoreError::from)
    }

    /// Runs what may wait for the disk away from the threads that answer others. One at a time:
    /// whoever waits for their turn takes no thread meanwhile.
    async fn apart<T: Send + 'static>(
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
