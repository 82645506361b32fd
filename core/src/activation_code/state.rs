//! The state of an entry at a moment, and the filter by state.

use crate::time::{End, Timestamp, Validity};

/// The time before its end from which a code counts as ending soon, in milliseconds.
pub const ENDING_SOON_MS: i64 = 3_600_000;

/// The state of an entry at a moment. Every entry is in exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeState {
    /// Valid for at least [`ENDING_SOON_MS`] more.
    Valid,
    /// Valid for less than [`ENDING_SOON_MS`] more.
    Ending,
    /// Without an end, or with one that could not be parsed.
    NoEnd,
    /// Past its end, as in [`super::Partition::expired`].
    Expired,
}

impl CodeState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Valid, Self::Ending, Self::NoEnd, Self::Expired];

    /// Returns the state of an entry with this end at `now`, which may be wrong by up to `error_ms`
    /// milliseconds.
    #[must_use]
    pub fn of(end: End, now: Timestamp, error_ms: i64) -> Self {
        match end.validity(now, error_ms) {
            Validity::Expired { .. } => Self::Expired,
            Validity::Valid { left_ms } if left_ms < ENDING_SOON_MS => Self::Ending,
            Validity::Valid { .. } => Self::Valid,
            Validity::NoEnd | Validity::UnknownEnd => Self::NoEnd,
        }
    }

    /// Returns the name used in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Ending => "ending",
            Self::NoEnd => "no-end",
            Self::Expired => "expired",
        }
    }

    /// Returns the state with this name, or `None` for any other text.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    fn bit(self) -> u8 {
        match self {
            Self::Valid => 1,
            Self::Ending => 2,
            Self::NoEnd => 4,
            Self::Expired => 8,
        }
    }
}

/// The name of the empty filter.
const EMPTY_NAME: &str = "none";

/// A set of states whose entries are shown. The default holds every state but [`CodeState::Expired`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StateFilter(u8);

impl StateFilter {
    /// Creates a filter that holds these states.
    #[must_use]
    pub fn of(states: &[CodeState]) -> Self {
        Self(states.iter().fold(0, |bits, state| bits | state.bit()))
    }

    /// Returns whether the filter holds the state.
    #[must_use]
    pub fn contains(self, state: CodeState) -> bool {
        self.0 & state.bit() != 0
    }

    /// Returns the filter with the state added, or removed if it was there.
    #[must_use]
    pub fn toggled(self, state: CodeState) -> Self {
        Self(self.0 ^ state.bit())
    }

    /// Returns whether the filter holds no state.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the names of its states in the order of [`CodeState::ALL`], separated by commas, or `none` if
    /// it is empty.
    #[must_use]
    pub fn to_names(self) -> String {
        let mut names = String::new();
        for state in CodeState::ALL.into_iter().filter(|state| self.contains(*state)) {
            if !names.is_empty() {
                names.push(',');
            }
            names.push_str(state.as_str());
        }
        if names.is_empty() { EMPTY_NAME.to_owned() } else { names }
    }

    /// Parses names separated by commas, in any order. Unknown names are ignored; returns `None` if no name
    /// is known.
    #[must_use]
    pub fn from_names(names: &str) -> Option<Self> {
        if names == EMPTY_NAME {
            return Some(Self(0));
        }
        let known = names.split(',').filter_map(CodeState::from_name);
        Some(Self(known.fold(0, |bits, state| bits | state.bit()))).filter(|filter| !filter.is_empty())
    }
}

impl Default for StateFilter {
    fn default() -> Self {
        Self::of(&[CodeState::Valid, CodeState::Ending, CodeState::NoEnd])
    }
}
