//! What is true of an entry of a list at a time, and sets of that.

use crate::time::{End, Timestamp, Validity};

/// Below this time a code is about to end, in milliseconds.
pub const SOON: i64 = 3_600_000;

/// What is true of an entry at a time. Every entry is in exactly one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Valid, and its end at least [`SOON`] away.
    Valid,
    /// Valid, but its end less than [`SOON`] away.
    Ending,
    /// Without an end, or with one that could not be read.
    NoEnd,
    /// Past its end, as in [`super::Parted::expired`].
    Expired,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Valid, Self::Ending, Self::NoEnd, Self::Expired];

    /// The state of an entry with this end at `now`, of which at most `bound_ms` milliseconds are in doubt.
    #[must_use]
    pub fn of(end: End, now: Timestamp, bound_ms: i64) -> Self {
        match end.validity(now, bound_ms) {
            Validity::Expired { .. } => Self::Expired,
            Validity::Valid { left_ms } if left_ms < SOON => Self::Ending,
            Validity::Valid { .. } => Self::Valid,
            Validity::NoEnd | Validity::UnknownEnd => Self::NoEnd,
        }
    }

    /// Its word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Ending => "ending",
            Self::NoEnd => "no-end",
            Self::Expired => "expired",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
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

/// The word of the set without any state.
const NONE: &str = "none";

/// A set of states. The default holds every state but [`State::Expired`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct States(u8);

impl States {
    /// The set of these.
    #[must_use]
    pub fn of(states: &[State]) -> Self {
        Self(states.iter().fold(0, |bits, state| bits | state.bit()))
    }

    /// Whether the state is in it.
    #[must_use]
    pub fn contains(self, state: State) -> bool {
        self.0 & state.bit() != 0
    }

    /// The set with the state put in if it was not there, and taken out if it was.
    #[must_use]
    pub fn toggled(self, state: State) -> Self {
        Self(self.0 ^ state.bit())
    }

    /// Whether no state is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The words of its states with commas between, in the order of [`State::ALL`]; `none` of the empty set.
    #[must_use]
    pub fn words(self) -> String {
        let mut words = String::new();
        for state in State::ALL.into_iter().filter(|state| self.contains(*state)) {
            if !words.is_empty() {
                words.push(',');
            }
            words.push_str(state.word());
        }
        if words.is_empty() { NONE.to_owned() } else { words }
    }

    /// The set with these words, in any order. Unknown words count for nothing; where there is no known one,
    /// there is no set.
    #[must_use]
    pub fn of_words(words: &str) -> Option<Self> {
        if words == NONE {
            return Some(Self(0));
        }
        let known = words.split(',').filter_map(State::of_word);
        Some(Self(known.fold(0, |bits, state| bits | state.bit()))).filter(|states| !states.is_empty())
    }
}

impl Default for States {
    fn default() -> Self {
        Self::of(&[State::Valid, State::Ending, State::NoEnd])
    }
}
