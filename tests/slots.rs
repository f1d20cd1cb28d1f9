//! How many browsers may be open at a time.

use crate::lock;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};
use std::thread;

/// As many as there are processors: more would only make each of them late.
pub fn max() -> usize {
    static MAX: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(2, NonZeroUsize::get));
    *MAX
}

/// The numbers of the slots that are taken.
static TAKEN: Mutex<BTreeSet<usize>> = Mutex::new(BTreeSet::new());
static LEFT: Condvar = Condvar::new();

/// The right to have a browser open, until it is dropped.
pub struct Slot {
    /// Below [`most`]; the lowest free one is taken first.
    pub number: usize,
}

/// Waits for a slot.
pub fn acquire() -> Slot {
    let taken = lock(&TAKEN);
    let full = |taken: &mut BTreeSet<usize>| taken.len() >= max();
    let waited = LEFT.wait_while(taken, full);
    let mut taken = waited.unwrap_or_else(PoisonError::into_inner);
    let free = (0..max()).find(|number| !taken.contains(number));
    let number = free.expect("a slot is free");
    taken.insert(number);
    Slot { number }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut taken = lock(&TAKEN);
        taken.remove(&self.number);
        LEFT.notify_one();
    }
}
