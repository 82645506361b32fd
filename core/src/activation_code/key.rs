//! What entries are sorted and recognised by.

use super::{ActivationCode, Code};
use crate::time::End;

/// Sorted by one field after the other.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    group: u32,
    text: &'a str,
    rank: (u8, i64),
    pub index: u32,
}

impl<'a> Key<'a> {
    /// Sorted by the code, hidden ones last, then by rank.
    pub fn by_code(entry: &'a ActivationCode, rank: (u8, i64), index: u32) -> Self {
        match text(entry) {
            Some(text) => Self { group: 0, text, rank, index },
            None => Self { group: 1, text: "", rank, index },
        }
    }

    /// Sorted as the server listed them.
    pub fn by_position(entry: &ActivationCode, index: u32) -> Self {
        Self { group: entry.position, text: "", rank: (0, 0), index }
    }

    /// All but the index.
    pub fn entry(&self) -> (u32, &'a str, (u8, i64)) {
        (self.group, self.text, self.rank)
    }
}

/// The one sort of keys: each further one would be in the bundle as well.
pub(super) fn sort(keys: &mut [Key<'_>]) {
    keys.sort_unstable();
}

/// The code, where it is known.
pub(super) fn text(entry: &ActivationCode) -> Option<&str> {
    match &entry.code {
        Code::Shown { text, .. } => Some(text.reveal()),
        Code::Hidden => None,
    }
}

/// Known ends by time, then none, then unknown ones.
pub(super) fn rank(end: End) -> (u8, i64) {
    match end {
        End::At(at) => (0, at.millis()),
        End::NotStated => (1, 0),
        End::Unknown => (2, 0),
    }
}
