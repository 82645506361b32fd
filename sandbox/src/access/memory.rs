//! The state of the access code API: dynamic codes and request counts.

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use serde::Serialize;

use crate::moment::Moment;
use crate::sync::lock;

/// A dynamic code and its expiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DynamicCode {
    /// The text of the QR symbol.
    pub content: String,
    /// The code's own expiry, which a newer code does not change.
    pub expires_at: Moment,
}

/// Number of minted codes kept; older ones are dropped.
const MAX_MINTED: usize = 1000;

/// A minted code in the JSON of `GET /minted`.
#[derive(Clone, Debug, Serialize)]
pub struct MintedCode {
    customer: i64,
    content: String,
    #[serde(rename = "ends")]
    expires_at: String,
}

/// The state of the access code API. Only customers of the table are stored, so that it is bounded.
#[derive(Debug, Default)]
pub struct AccessMemory {
    current: Mutex<HashMap<i64, DynamicCode>>,
    minted: Mutex<VecDeque<MintedCode>>,
    request_counts: Mutex<HashMap<i64, u32>>,
}

impl AccessMemory {
    /// Returns the customer's current code.
    ///
    /// A new one is minted if there is none, if it has expired, or if less than `overlap` is left. The
    /// overlap is limited to half the lifetime, since a longer one would mint a code for each request.
    pub fn current(
        &self,
        customer_id: i64,
        now: Moment,
        lifetime: Duration,
        overlap: Duration,
        mint: impl FnOnce() -> String,
    ) -> DynamicCode {
        let mut current = lock(&self.current);
        let threshold = now.plus(overlap.min(lifetime / 2));
        match current.get(&customer_id) {
            Some(code) if code.expires_at > now && code.expires_at >= threshold => code.clone(),
            Some(_) | None => {
                let code = DynamicCode { content: mint(), expires_at: now.plus(lifetime) };
                current.insert(customer_id, code.clone());
                self.record(customer_id, &code);
                code
            }
        }
    }

    /// Returns the newest codes minted since the start or the last reset, oldest first.
    pub fn minted(&self) -> Vec<MintedCode> {
        lock(&self.minted).iter().cloned().collect()
    }

    fn record(&self, customer_id: i64, code: &DynamicCode) {
        let mut minted = lock(&self.minted);
        if minted.len() >= MAX_MINTED {
            minted.pop_front();
        }
        let (content, expires_at) = (code.content.clone(), code.expires_at.iso());
        minted.push_back(MintedCode { customer: customer_id, content, expires_at });
    }

    /// Counts a request for the customer and returns the number of those before it, since the start or the
    /// last reset.
    pub fn count_request(&self, customer_id: i64) -> u32 {
        let mut counts = lock(&self.request_counts);
        let count = counts.entry(customer_id).or_default();
        let previous = *count;
        *count = previous.saturating_add(1);
        previous
    }

    /// Removes all codes and request counts.
    pub fn clear(&self) {
        lock(&self.current).clear();
        lock(&self.minted).clear();
        lock(&self.request_counts).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn request(memory: &AccessMemory, now: i64, overlap: u64) -> DynamicCode {
        let overlap = Duration::from_secs(overlap);
        memory.current(1, moment(now), Duration::from_secs(30), overlap, || format!("minted at {now}"))
    }

    #[test]
    fn a_code_is_replaced_when_less_than_the_overlap_is_left() {
        let memory = AccessMemory::default();
        assert_eq!(request(&memory, 0, 5).expires_at, moment(30));
        assert_eq!(request(&memory, 25, 5).content, "minted at 0");
        assert_eq!(request(&memory, 26, 5).content, "minted at 26");
        assert_eq!(request(&memory, 27, 5).expires_at, moment(56));
    }

    #[test]
    fn without_overlap_a_code_is_replaced_when_it_expires() {
        let memory = AccessMemory::default();
        request(&memory, 0, 0);
        assert_eq!(request(&memory, 29, 0).content, "minted at 0");
        assert_eq!(request(&memory, 30, 0).content, "minted at 30");
    }

    #[test]
    fn the_overlap_is_limited_to_half_the_lifetime() {
        let memory = AccessMemory::default();
        request(&memory, 0, 90);
        assert_eq!(request(&memory, 15, 90).content, "minted at 0");
        assert_eq!(request(&memory, 16, 90).content, "minted at 16");
    }

    #[test]
    fn only_the_newest_minted_codes_are_kept() {
        let memory = AccessMemory::default();
        for now in (0..).step_by(30).take(MAX_MINTED + 2) {
            request(&memory, now, 0);
        }
        let minted = memory.minted();
        assert_eq!((minted.len(), &*minted[0].content), (MAX_MINTED, "minted at 60"));
        memory.clear();
        assert!(memory.minted().is_empty());
    }
}
