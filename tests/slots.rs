//! How many browsers may be open at a time.

use std::sync::{Condvar, Mutex, PoisonError};

/// Two cores drive two browsers; more would only make each of them late.
const MOST: usize = 2;

static TAKEN: Mutex<usize> = Mutex::new(0);
static LEFT: Condvar = Condvar::new();

/// The right to have a browser open, until it is dropped.
pub struct Slot;

/// Waits for a slot.
pub fn take() -> Slot {
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let full = |taken: &mut usize| *taken >= MOST;
    let waited = LEFT.wait_while(taken, full);
    *waited.unwrap_or_else(PoisonError::into_inner) += 1;
    Slot
}

impl Drop for Slot {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        LEFT.notify_one();
    }
}
