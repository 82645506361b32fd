//! The state of the activation code API: changed codes, request counts and cached responses.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;

use crate::activation::code::ActivationCode;
use crate::activation::list_request::{ImageKind, RequestHistory};
use crate::moment::Moment;
use crate::sync::lock;

/// Number of created codes kept for a user; older ones are dropped.
const MAX_CREATED: usize = 1000;

/// The state of the activation code API. Only users of the table are stored, so that it is bounded.
#[derive(Debug, Default)]
pub struct ActivationMemory {
    changes: Mutex<HashMap<&'static str, CodeChanges>>,
    histories: Mutex<HashMap<&'static str, RequestHistory>>,
    cache: Mutex<HashMap<CacheKey, CacheSlot>>,
}

/// The difference between a user's codes and those of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeChanges {
    created: Vec<ActivationCode>,
    used: Vec<String>,
}

impl CodeChanges {
    /// Appends the created codes to `codes`, oldest first, and removes those used up.
    #[must_use]
    pub fn apply(&self, mut codes: Vec<ActivationCode>) -> Vec<ActivationCode> {
        codes.extend_from_slice(&self.created);
        codes.retain(|code| !self.used.contains(&code.value));
        codes
    }
}

/// The key of a cached response.
type CacheKey = (&'static str, ImageKind);

/// A place for one cached response. Each has its own lock, since building a response takes seconds and must
/// not block the others.
type CacheSlot = Arc<Mutex<Option<CachedBody>>>;

/// A cached response body and the changes it contains.
#[derive(Debug)]
struct CachedBody {
    changes: CodeChanges,
    body: Bytes,
}

impl ActivationMemory {
    /// Returns the changes of a user's codes.
    pub fn changes(&self, user: &str) -> CodeChanges {
        lock(&self.changes).get(user).cloned().unwrap_or_default()
    }

    /// Adds a code. Its value may have been used up before.
    pub fn add(&self, user: &'static str, code: ActivationCode) {
        let mut changes = lock(&self.changes);
        let CodeChanges { created, used } = changes.entry(user).or_default();
        used.retain(|value| *value != code.value);
        if created.len() >= MAX_CREATED {
            created.remove(0);
        }
        created.push(code);
    }

    /// Marks a code as used up.
    pub fn use_up(&self, user: &'static str, value: String) {
        let mut changes = lock(&self.changes);
        let CodeChanges { created, used } = changes.entry(user).or_default();
        created.retain(|code| code.value != value);
        used.push(value);
    }

    /// Counts a list request for the user and returns those before it.
    pub fn count_request(&self, user: &'static str, now: Moment) -> RequestHistory {
        let mut histories = lock(&self.histories);
        let history = histories.entry(user).or_insert(RequestHistory { first: now, count: 0 });
        let previous = *history;
        history.count = previous.count.saturating_add(1);
        previous
    }

    /// Returns the list requests for the user without counting one.
    pub fn history(&self, user: &str, now: Moment) -> RequestHistory {
        lock(&self.histories).get(user).copied().unwrap_or(RequestHistory { first: now, count: 0 })
    }

    /// Returns the cached response with these changes, or builds and caches it.
    ///
    /// Blocks while another caller builds the same response, so that repeated requests do not repeat the
    /// work.
    pub fn cached_or_built(
        &self,
        key: (&'static str, ImageKind),
        changes: &CodeChanges,
        build: impl FnOnce() -> Vec<u8>,
    ) -> Bytes {
        let slot = lock(&self.cache).entry(key).or_default().clone();
        let mut cached = lock(&slot);
        match cached.as_ref() {
            Some(cached) if cached.changes == *changes => cached.body.clone(),
            Some(_) | None => {
                let body = Bytes::from(build());
                *cached = Some(CachedBody { changes: changes.clone(), body: body.clone() });
                body
            }
        }
    }

    /// Removes all changes and request counts. Cached responses stay, as they contain the changes they were
    /// built with.
    pub fn clear(&self) {
        lock(&self.changes).clear();
        lock(&self.histories).clear();
    }
}
