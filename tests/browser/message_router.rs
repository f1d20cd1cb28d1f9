//! Commands that are answered, and events in between: what the protocols have in common that are
//! spoken beside WebDriver.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::lock;
use serde_json::Value;
use tokio::sync::oneshot;

/// What has come, and who waits for it. Whoever reads from the browser has a clone.
#[derive(Clone, Default)]
pub struct MessageRouter {
    heard: Arc<Mutex<Heard>>,
    last: Arc<AtomicU64>,
}

#[derive(Default)]
struct Heard {
    answers: HashMap<u64, oneshot::Sender<Value>>,
    events: Vec<Value>,
}

impl MessageRouter {
    /// The id of a new command, and what its answer comes by.
    pub fn begin(&self) -> (u64, oneshot::Receiver<Value>) {
        let id = self.last.fetch_add(1, Ordering::Relaxed);
        let (asker, answer) = oneshot::channel();
        self.heard().answers.insert(id, asker);
        (id, answer)
    }

    /// Reads a message: what has an id is an answer.
    pub fn hear(&self, message: Value) {
        let mut heard = self.heard();
        match message["id"].as_u64() {
            None => heard.events.push(message),
            Some(id) => {
                // Nobody waits any longer where the time was up.
                let _ = heard.answers.remove(&id).map(|asker| asker.send(message));
            }
        }
    }

    /// Tells all who wait that no answer comes.
    pub fn give_up(&self) {
        self.heard().answers.clear();
    }

    /// Reads out the events that fit, of those that have come.
    pub fn take(&self, fits: impl Fn(&str) -> bool) -> Vec<Value> {
        let method = |event: &Value| event["method"].as_str().is_some_and(&fits);
        self.heard()
            .events
            .extract_if(.., |event| method(event))
            .collect()
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        lock(&self.heard)
    }
}
