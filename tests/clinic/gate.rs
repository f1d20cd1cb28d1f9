//! Something that is held back until the test lets it through.

use std::sync::atomic::AtomicUsize;

use tokio::sync::watch;

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
