//! The living dynamic codes, and how often customers whose troubles pass have called.

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use serde::Serialize;

use crate::moment::Moment;
use crate::state::hold;

/// A dynamic code and its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minted {
    /// What the symbol carries.
    pub content: String,
    /// The code's own end; a successor does not shorten it.
    pub ends: Moment,
}

/// Made codes kept; the oldest gives way.
const MOST: usize = 1000;

/// A code that was made, as a test reads it.
#[derive(Clone, Debug, Serialize)]
pub struct Made {
    customer: i64,
    content: String,
    ends: String,
}

/// What the access API remembers. Bounded by the table of customers, and for what was made by a number.
#[derive(Debug, Default)]
pub struct AccessMemory {
    living: Mutex<HashMap<i64, Minted>>,
    made: Mutex<VecDeque<Made>>,
    calls: Mutex<HashMap<i64, u32>>,
}

impl AccessMemory {
    /// The customer's current code. A new one is minted when there is none, when it has ended, or when less than
    /// `overlap` is left. An overlap as long as the life would mint on each call: half the life is the most.
    pub fn current(
        &self,
        customer: i64,
        now: Moment,
        life: Duration,
        overlap: Duration,
        mint: impl FnOnce() -> String,
    ) -> Minted {
        let mut living = hold(&self.living);
        let threshold = now.plus(overlap.min(life / 2));
        match living.get(&customer) {
            Some(code) if code.ends > now && code.ends >= threshold => code.clone(),
            Some(_) | None => {
                let minted = Minted { content: mint(), ends: now.plus(life) };
                living.insert(customer, minted.clone());
                self.note(customer, &minted);
                minted
            }
        }
    }

    /// The codes made since the start or the last reset, oldest first.
    pub fn minted(&self) -> Vec<Made> {
        hold(&self.made).iter().cloned().collect()
    }

    fn note(&self, customer: i64, minted: &Minted) {
        let mut made = hold(&self.made);
        if made.len() >= MOST {
            made.pop_front();
        }
        made.push_back(Made { customer, content: minted.content.clone(), ends: minted.ends.iso() });
    }

    /// How often this was asked for the customer since the start or the last reset.
    pub fn calls_before(&self, customer: i64) -> u32 {
        let mut calls = hold(&self.calls);
        let count = calls.entry(customer).or_default();
        let before = *count;
        *count = before.saturating_add(1);
        before
    }

    /// Forgets all codes and calls.
    pub fn clear(&self) {
        hold(&self.living).clear();
        hold(&self.made).clear();
        hold(&self.calls).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn ask(memory: &AccessMemory, now: i64, overlap: u64) -> Minted {
        let overlap = Duration::from_secs(overlap);
        memory.current(1, at(now), Duration::from_secs(30), overlap, || format!("minted at {now}"))
    }

    #[test]
    fn the_overlap_begins_below_its_length() {
        let memory = AccessMemory::default();
        assert_eq!(ask(&memory, 0, 5).ends, at(30));
        assert_eq!(ask(&memory, 25, 5).content, "minted at 0");
        assert_eq!(ask(&memory, 26, 5).content, "minted at 26");
        assert_eq!(ask(&memory, 27, 5).ends, at(56));
    }

    #[test]
    fn without_overlap_the_code_lasts_to_its_end() {
        let memory = AccessMemory::default();
        ask(&memory, 0, 0);
        assert_eq!(ask(&memory, 29, 0).content, "minted at 0");
        assert_eq!(ask(&memory, 30, 0).content, "minted at 30");
    }

    #[test]
    fn an_overlap_longer_than_the_life_counts_as_half_of_it() {
        let memory = AccessMemory::default();
        ask(&memory, 0, 90);
        assert_eq!(ask(&memory, 15, 90).content, "minted at 0");
        assert_eq!(ask(&memory, 16, 90).content, "minted at 16");
    }

    #[test]
    fn the_newest_made_codes_are_kept() {
        let memory = AccessMemory::default();
        for now in (0..).step_by(30).take(MOST + 2) {
            ask(&memory, now, 0);
        }
        let made = memory.minted();
        assert_eq!((made.len(), &*made[0].content), (MOST, "minted at 60"));
        memory.clear();
        assert!(memory.minted().is_empty());
    }
}
