//! Limits the number of browsers at a time.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};
use std::thread;

use crate::lock;

/// One browser for each processor.
pub fn max() -> usize {
    static MAX: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(2, NonZeroUsize::get));
    *MAX
}

static TAKEN: Mutex<BTreeSet<usize>> = Mutex::new(BTreeSet::new());
static FREED: Condvar = Condvar::new();

/// The right to a browser until it is dropped.
pub struct Slot {
    /// Below [`max`]; the lowest free number comes first.
    pub number: usize,
}

pub fn acquire() -> Slot {
    let taken = lock(&TAKEN);
    let full = |taken: &mut BTreeSet<usize>| taken.len() >= max();
    let waited = FREED.wait_while(taken, full);
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
        FREED.notify_one();
    }
}
