//! Matches responses to commands and collects events, for the protocols beside WebDriver.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::Value;
use tokio::sync::oneshot;

use crate::lock;

/// Pending commands and received events. Clones share them.
#[derive(Clone, Default)]
pub struct MessageRouter {
    state: Arc<Mutex<State>>,
    last: Arc<AtomicU64>,
}

#[derive(Default)]
struct State {
    pending: HashMap<u64, oneshot::Sender<Value>>,
    events: Vec<Value>,
}

impl MessageRouter {
    /// Registers a new command: its id, and the receiver of its response.
    pub fn register(&self) -> (u64, oneshot::Receiver<Value>) {
        let id = self.last.fetch_add(1, Ordering::Relaxed);
        let (sender, answer) = oneshot::channel();
        self.state().pending.insert(id, sender);
        (id, answer)
    }

    /// Receives a message: a response has an id, an event has none.
    pub fn receive(&self, message: Value) {
        let mut state = self.state();
        match message["id"].as_u64() {
            None => state.events.push(message),
            Some(id) => {
                // Fails if the command has timed out.
                let _ = state.pending.remove(&id).map(|sender| sender.send(message));
            }
        }
    }

    /// Cancels all pending commands.
    pub fn cancel_all(&self) {
        self.state().pending.clear();
    }

    /// Takes the matching events.
    pub fn take_events(&self, fits: impl Fn(&str) -> bool) -> Vec<Value> {
        let method = |event: &Value| event["method"].as_str().is_some_and(&fits);
        self.state()
            .events
            .extract_if(.., |event| method(event))
            .collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}
