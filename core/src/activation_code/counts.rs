//! The number of entries in each state.

use super::{ActivationCodes, CodeState};
use crate::time::{End, Timestamp};

/// The number of entries of a list in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts {
    /// Entries in [`CodeState::Valid`].
    pub valid: usize,
    /// Entries in [`CodeState::Ending`].
    pub ending: usize,
    /// Entries in [`CodeState::NoEnd`].
    pub no_end: usize,
    /// Entries in [`CodeState::Expired`].
    pub expired: usize,
}

impl StateCounts {
    /// Returns the number of entries in a state.
    #[must_use]
    pub fn of(&self, state: CodeState) -> usize {
        match state {
            CodeState::Valid => self.valid,
            CodeState::Ending => self.ending,
            CodeState::NoEnd => self.no_end,
            CodeState::Expired => self.expired,
        }
    }
}

impl ActivationCodes {
    /// Counts the entries in each state at `now`, which may be wrong by up to `error_ms` milliseconds. Uses
    /// binary search, so it is cheap enough for each tick of the clock.
    #[must_use]
    pub fn count_states(&self, now: Timestamp, error_ms: i64) -> StateCounts {
        let count_while = |is_before: fn(CodeState) -> bool| {
            self.entries.partition_point(|entry| is_before(CodeState::of(entry.end, now, error_ms)))
        };
        let expired = count_while(|state| state == CodeState::Expired);
        let ending = count_while(|state| matches!(state, CodeState::Expired | CodeState::Ending));
        let valid = self.entries.partition_point(|entry| matches!(entry.end, End::At(_)));
        let no_end = self.entries.len() - valid;
        StateCounts { expired, ending: ending - expired, valid: valid - ending, no_end }
    }
}
