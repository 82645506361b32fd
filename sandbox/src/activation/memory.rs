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

/// Created codes, requests and big answers, by user. Bounded: only users of the table get in.
#[derive(Debug, Default)]
pub struct ActivationMemory {
    created: Mutex<HashMap<&'static str, Vec<Code>>>,
    asked: Mutex<HashMap<&'static str, (Moment, u32)>>,
    kept: Mutex<HashMap<(&'static str, Images), Slot>>,
}

/// Room for one big answer. Each has its own lock: building one takes seconds and must not hold up another.
type Slot = Arc<Mutex<Option<Kept>>>;

/// An answer and the created codes that are in it.
#[derive(Debug)]
struct Kept {
    created: Vec<Code>,
    body: Bytes,
}

impl ActivationMemory {
    /// The codes created for this user, oldest first.
    pub fn created(&self, user: &str) -> Vec<Code> {
        hold(&self.created).get(user).cloned().unwrap_or_default()
    }

    /// Adds a code.
    pub fn add(&self, user: &'static str, code: Code) {
        let mut created = hold(&self.created);
        let codes = created.entry(user).or_default();
        if codes.len() >= MOST_CREATED {
            codes.remove(0);
        }
        codes.push(code);
    }

    /// When this user was first asked for, now unless it was earlier, and how often before this time.
    pub fn asked(&self, user: &'static str, now: Moment) -> (Moment, u32) {
        let mut asked = hold(&self.asked);
        let (first, count) = asked.entry(user).or_insert((now, 0));
        let before = *count;
        *count = before.saturating_add(1);
        (*first, before)
    }

    /// The kept answer for this user and these created codes, or the one that `build` makes, kept from then on.
    ///
    /// Blocks: each answer is built by one caller while the others wait, so that impatient clients that ask again do not multiply the work.
    pub fn kept_or_built(
        &self,
        key: (&'static str, Images),
        created: &[Code],
        build: impl FnOnce() -> Vec<u8>,
    ) -> Bytes {
        let slot = hold(&self.kept).entry(key).or_default().clone();
        let mut slot = hold(&slot);
        match slot.as_ref() {
            Some(kept) if kept.created == created => kept.body.clone(),
            Some(_) | None => {
                let body = Bytes::from(build());
                *slot = Some(Kept { created: created.to_vec(), body: body.clone() });
                body
            }
        }
    }

    /// Forgets what requests have left behind. Kept answers stay: they name the codes they were built with.
    pub fn clear(&self) {
        hold(&self.created).clear();
        hold(&self.asked).clear();
    }
}
