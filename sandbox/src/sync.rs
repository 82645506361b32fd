//! Locking that survives a panicked request.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks `mutex` even if it is poisoned.
///
/// A request that panics while it holds a lock can only leave incomplete sandbox state behind, and one broken
/// test must not fail the others.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
