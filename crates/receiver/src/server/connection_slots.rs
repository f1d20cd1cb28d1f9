//! A fixed number of slots for connections, and the eviction of slow clients.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// A fixed number of slots. When all are taken, a new connection evicts the client that has kept
/// the server waiting longest. A connection that the server is working for is never evicted.
#[derive(Clone)]
pub struct ConnectionSlots(Arc<Shared>);

struct Shared {
    free: Arc<Semaphore>,
    connections: Mutex<Connections>,
    /// Notified when a client begins to keep the server waiting.
    waiting: Notify,
}

#[derive(Default)]
struct Connections {
    next_id: u64,
    by_id: HashMap<u64, Connection>,
}

struct Connection {
    /// Since when the client has kept the server waiting; `None` while the server works.
    waiting_since: Option<Instant>,
    /// Whether it has sent a request's header.
    has_request: bool,
    evicted: Arc<Notify>,
}

/// One taken slot, freed on drop.
pub struct ConnectionSlot {
    shared: Arc<Shared>,
    id: u64,
    evicted: Arc<Notify>,
    _permit: OwnedSemaphorePermit,
}

impl ConnectionSlots {
    /// Creates `number` free slots.
    pub fn new(number: usize) -> Self {
        Self(Arc::new(Shared {
            free: Arc::new(Semaphore::new(number)),
            connections: Mutex::default(),
            waiting: Notify::new(),
        }))
    }

    /// Waits for a slot. If none is free, evicts a client as soon as one keeps the server waiting.
    pub async fn acquire(&self) -> ConnectionSlot {
        let shared = &self.0;
        loop {
            let free = Arc::clone(&shared.free);
            let permit = match Arc::clone(&free).try_acquire_owned() {
                Ok(permit) => Ok(permit),
                Err(_) if shared.evict_longest_waiting() => free.acquire_owned().await,
                Err(_) => tokio::select! {
                    permit = free.acquire_owned() => permit,
                    () = shared.waiting.notified() => continue,
                },
            };
            // Fails only if the semaphore is closed, which never happens.
            if let Ok(permit) = permit {
                return ConnectionSlot::new(Arc::clone(shared), permit);
            }
        }
    }
}

impl ConnectionSlots {
    /// Evicts every client that has sent no request yet.
    pub fn evict_silent(&self) {
        self.0.connections().by_id.retain(|_, connection| {
            if !connection.has_request {
                connection.evicted.notify_one();
            }
            connection.has_request
        });
    }
}

impl Shared {
    fn connections(&self) -> MutexGuard<'_, Connections> {
        self.connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns false if no client keeps the server waiting.
    fn evict_longest_waiting(&self) -> bool {
        let by_id = &mut self.connections().by_id;
        let waiting = by_id
            .iter()
            .filter_map(|(id, connection)| Some((connection.waiting_since?, *id)));
        let longest = waiting.min();
        // Removed, so that it is not evicted a second time before it has gone.
        let connection = longest.and_then(|(_, id)| by_id.remove(&id));
        connection
            .inspect(|connection| connection.evicted.notify_one())
            .is_some()
    }
}

impl ConnectionSlot {
    fn new(shared: Arc<Shared>, permit: OwnedSemaphorePermit) -> Self {
        let evicted = Arc::new(Notify::new());
        let mut connections = shared.connections();
        let id = connections.next_id;
        connections.next_id += 1;
        let connection = Connection {
            waiting_since: None,
            has_request: false,
            evicted: Arc::clone(&evicted),
        };
        connections.by_id.insert(id, connection);
        drop(connections);
        Self {
            shared,
            id,
            evicted,
            _permit: permit,
        }
    }

    /// Marks the client as keeping the server waiting since then.
    pub fn set_waiting(&self, since: Instant) {
        self.change(|connection| connection.waiting_since = Some(since));
        self.shared.waiting.notify_one();
    }

    /// Marks the server as working for the client.
    pub fn set_busy(&self) {
        self.change(|connection| connection.waiting_since = None);
    }

    /// Marks the beginning of a request, whose header was read.
    pub fn begin_request(&self) {
        self.change(|connection| connection.has_request = true);
        self.set_busy();
    }

    fn change(&self, change: impl FnOnce(&mut Connection)) {
        if let Some(connection) = self.shared.connections().by_id.get_mut(&self.id) {
            change(connection);
        }
    }

    /// Completes when another connection needs the slot, or the server ends.
    pub async fn evicted(&self) {
        self.evicted.notified().await;
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.shared.connections().by_id.remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Whether a new connection would have to wait.
    async fn is_full(slots: &ConnectionSlots) -> bool {
        tokio::time::timeout(Duration::from_secs(3600), slots.acquire())
            .await
            .is_err()
    }

    #[tokio::test(start_paused = true)]
    async fn the_client_that_has_kept_the_server_waiting_longest_is_evicted() {
        let slots = ConnectionSlots::new(3);
        let [first, second, third] = [
            slots.acquire().await,
            slots.acquire().await,
            slots.acquire().await,
        ];
        let now = Instant::now();
        first.set_busy();
        second.set_waiting(now + Duration::from_secs(2));
        third.set_waiting(now + Duration::from_secs(1));
        let newcomer = tokio::spawn(async move { slots.acquire().await });
        third.evicted().await;
        drop(third);
        newcomer.await.expect("a slot");
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_sent_no_request_is_evicted_at_the_end() {
        let slots = ConnectionSlots::new(2);
        let [asks, silent] = [slots.acquire().await, slots.acquire().await];
        asks.begin_request();
        silent.set_waiting(Instant::now());
        slots.evict_silent();
        silent.evicted().await;
        let never = tokio::time::timeout(Duration::from_secs(3600), asks.evicted());
        assert!(never.await.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_the_server_works_for_is_not_evicted() {
        let slots = ConnectionSlots::new(1);
        let only = slots.acquire().await;
        only.set_busy();
        assert!(is_full(&slots).await);
        drop(only);
        assert!(!is_full(&slots).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_new_connection_evicts_the_first_client_that_begins_to_wait() {
        let slots = ConnectionSlots::new(1);
        let only = slots.acquire().await;
        only.set_busy();
        let all = slots.clone();
        let newcomer = tokio::spawn(async move { all.acquire().await });
        tokio::time::sleep(Duration::from_secs(1)).await;
        only.set_waiting(Instant::now());
        only.evicted().await;
        drop(only);
        newcomer.await.expect("a slot");
    }
}
