//! Something that is held back until the test lets it through.

use std::sync::atomic::AtomicUsize;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

use super::{Damage, Part};

/// What can be held back.
pub struct Gates {
    /// The Wasm.
    pub wasm: Gate,
    /// The answers to requests, after they have been stored.
    pub answers: Gate,
    /// The page, but for its first bytes.
    pub rest: Gate,
    /// How many answers have come to that gate.
    pub taken: AtomicUsize,
    /// Files that do not come as they should.
    pub damage: Mutex<Option<(Part, Damage)>>,
}

impl Gates {
    /// How the file at this path comes.
    pub fn damage(&self, path: &str) -> Option<Damage> {
        let damage = *self.damage.lock().unwrap_or_else(PoisonError::into_inner);
        damage
            .filter(|(part, _)| part.is_at(path))
            .map(|(_, damage)| damage)
    }
}

/// A gate. Once open it stays open.
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// Makes one.
    pub fn new(open: bool) -> Self {
        Self(watch::Sender::new(open))
    }

    /// Lets everything through from now on.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    /// Waits until it is open.
    pub async fn pass(&self) {
        // Fails only when the gate is gone, and its holders keep it.
        let _ = self.0.subscribe().wait_for(|open| *open).await;
    }
}
