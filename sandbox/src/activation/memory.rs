//! What the activation code API remembers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;

use crate::activation::asked::Images;
use crate::activation::code::Code;
use crate::moment::Moment;
use crate::state::hold;

/// Created codes a user can have; the oldest gives way.
const MOST_CREATED: usize = 1000;

/// Created and used codes, requests and big answers, by user. Bounded: only users of the table get in.
#[derive(Debug, Default)]
pub struct ActivationMemory {
    changes: Mutex<HashMap<&'static str, Changes>>,
    asked: Mutex<HashMap<&'static str, (Moment, u32)>>,
    kept: Mutex<HashMap<(&'static str, Images), Slot>>,
}

/// How a user's codes differ from those of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    created: Vec<Code>,
    used: Vec<String>,
}

impl Changes {
    /// The codes there are now: those of the table and those created since, oldest first, without those used up.
    #[must_use]
    pub fn made_to(&self, mut codes: Vec<Code>) -> Vec<Code> {
        codes.extend_from_slice(&self.created);
        codes.retain(|code| !self.used.contains(&code.value));
        codes
    }
}

/// Room for one big answer. Each has its own lock: building one takes seconds and must not hold up another.
type Slot = Arc<Mutex<Option<Kept>>>;

/// An answer and the changes that are in it.
#[derive(Debug)]
struct Kept {
    changes: Changes,
    body: Bytes,
}

impl ActivationMemory {
    /// What became of this user's codes.
    pub fn changes(&self, user: &str) -> Changes {
        hold(&self.changes).get(user).cloned().unwrap_or_default()
    }

    /// Adds a code. One of the same value may have been used up before: this is a new one.
    pub fn add(&self, user: &'static str, code: Code) {
        let mut changes = hold(&self.changes);
        let Changes { created, used } = changes.entry(user).or_default();
        used.retain(|value| *value != code.value);
        if created.len() >= MOST_CREATED {
            created.remove(0);
        }
        created.push(code);
    }

    /// Uses a code up.
    pub fn use_up(&self, user: &'static str, value: String) {
        let mut changes = hold(&self.changes);
        let Changes { created, used } = changes.entry(user).or_default();
        created.retain(|code| code.value != value);
        used.push(value);
    }

    /// When this user was first asked for, now unless it was earlier, and how often before this time.
    pub fn asked(&self, user: &'static str, now: Moment) -> (Moment, u32) {
        let mut asked = hold(&self.asked);
        let (first, count) = asked.entry(user).or_insert((now, 0));
        let before = *count;
        *count = before.saturating_add(1);
        (*first, before)
    }

    /// The same without counting.
    pub fn seen(&self, user: &str, now: Moment) -> (Moment, u32) {
        hold(&self.asked).get(user).copied().unwrap_or((now, 0))
    }

    /// The kept answer for this user and these changes, or the one that `build` makes, kept from then on.
    ///
    /// Blocks: each answer is built by one caller while the others wait, so that impatient clients that ask again do not multiply the work.
    pub fn kept_or_built(
        &self,
        key: (&'static str, Images),
        changes: &Changes,
        build: impl FnOnce() -> Vec<u8>,
    ) -> Bytes {
        let slot = hold(&self.kept).entry(key).or_default().clone();
        let mut slot = hold(&slot);
        match slot.as_ref() {
            Some(kept) if kept.changes == *changes => kept.body.clone(),
            Some(_) | None => {
                let body = Bytes::from(build());
                *slot = Some(Kept { changes: changes.clone(), body: body.clone() });
                body
            }
        }
    }

    /// Forgets what requests have left behind. Kept answers stay: they name the codes they were built with.
    pub fn clear(&self) {
        hold(&self.changes).clear();
        hold(&self.asked).clear();
    }
}
