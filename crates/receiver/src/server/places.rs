//! The places for connections, and who has to go when all are taken.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// A fixed number of places. When all are taken, the client that has kept the server waiting
/// longest makes room for the newcomer. What the server itself is working on stays.
#[derive(Clone)]
pub struct Places(Arc<Hall>);

struct Hall {
    free: Arc<Semaphore>,
    taken: Mutex<Taken>,
    /// Told when a client begins to keep the server waiting.
    waiting: Notify,
}

#[derive(Default)]
struct Taken {
    next: u64,
    seats: HashMap<u64, Seat>,
}

struct Seat {
    /// Since when the client keeps the server waiting; none while the server works.
    waiting: Option<Instant>,
    leave: Arc<Notify>,
}

/// One taken place; given back when it is dropped.
pub struct Place {
    hall: Arc<Hall>,
    number: u64,
    leave: Arc<Notify>,
    _permit: OwnedSemaphorePermit,
}

impl Places {
    /// So many places, all of them free.
    pub fn new(number: usize) -> Self {
        Self(Arc::new(Hall {
            free: Arc::new(Semaphore::new(number)),
            taken: Mutex::default(),
            waiting: Notify::new(),
        }))
    }

    /// Waits for a place, and sees to it that there is one where anybody can go.
    pub async fn take(&self) -> Place {
        let hall = &self.0;
        loop {
            let free = Arc::clone(&hall.free);
            let permit = match Arc::clone(&free).try_acquire_owned() {
                Ok(permit) => Ok(permit),
                Err(_) if hall.clear_one() => free.acquire_owned().await,
                Err(_) => tokio::select! {
                    permit = free.acquire_owned() => permit,
                    () = hall.waiting.notified() => continue,
                },
            };
            // Fails only where the semaphore is closed, which nobody does.
            if let Ok(permit) = permit {
                return Place::new(Arc::clone(hall), permit);
            }
        }
    }
}

impl Hall {
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the client that has kept the server waiting longest to leave. False where none does.
    fn clear_one(&self) -> bool {
        let seats = &mut self.taken().seats;
        let waiting = seats
            .iter()
            .filter_map(|(number, seat)| Some((seat.waiting?, *number)));
        let longest = waiting.min();
        // Without a seat it is not asked again.
        let seat = longest.and_then(|(_, number)| seats.remove(&number));
        seat.inspect(|seat| seat.leave.notify_one()).is_some()
    }
}

impl Place {
    fn new(hall: Arc<Hall>, permit: OwnedSemaphorePermit) -> Self {
        let leave = Arc::new(Notify::new());
        let mut taken = hall.taken();
        let number = taken.next;
        taken.next += 1;
        let seat = Seat {
            waiting: None,
            leave: Arc::clone(&leave),
        };
        taken.seats.insert(number, seat);
        drop(taken);
        Self {
            hall,
            number,
            leave,
            _permit: permit,
        }
    }

    /// The client has kept the server waiting since then.
    pub fn waits(&self, since: Instant) {
        self.set(Some(since));
        self.hall.waiting.notify_one();
    }

    /// The server has all it needs, and works.
    pub fn works(&self) {
        self.set(None);
    }

    fn set(&self, waiting: Option<Instant>) {
        if let Some(seat) = self.hall.taken().seats.get_mut(&self.number) {
            seat.waiting = waiting;
        }
    }

    /// Done when somebody else needs the place.
    pub async fn needed(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.hall.taken().seats.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Whether the newcomer has to wait as things stand.
    async fn waits(places: &Places) -> bool {
        tokio::time::timeout(Duration::from_secs(3600), places.take())
            .await
            .is_err()
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_kept_the_server_waiting_longest_makes_room() {
        let places = Places::new(3);
        let [first, second, third] = [
            places.take().await,
            places.take().await,
            places.take().await,
        ];
        let now = Instant::now();
        first.works();
        second.waits(now + Duration::from_secs(2));
        third.waits(now + Duration::from_secs(1));
        let newcomer = tokio::spawn(async move { places.take().await });
        third.needed().await;
        drop(third);
        newcomer.await.expect("a place");
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_that_the_server_works_for_is_sent_away() {
        let places = Places::new(1);
        let only = places.take().await;
        only.works();
        assert!(waits(&places).await);
        drop(only);
        assert!(!waits(&places).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_newcomer_gets_the_place_of_the_first_that_begins_to_wait() {
        let places = Places::new(1);
        let only = places.take().await;
        only.works();
        let all = places.clone();
        let newcomer = tokio::spawn(async move { all.take().await });
        tokio::time::sleep(Duration::from_secs(1)).await;
        only.waits(Instant::now());
        only.needed().await;
        drop(only);
        newcomer.await.expect("a place");
    }
}
