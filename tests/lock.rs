//! Mutexes that a panic does not poison: a journey that fails still writes its report.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks it, poisoned or not.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
