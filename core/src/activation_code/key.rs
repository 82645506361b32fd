//! What entries are sorted and recognised by.

use super::{ActivationCode, Code};
use crate::time::End;

/// Sorted by the code, hidden ones last, then by rank, then by index.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    hidden: bool,
    text: &'a str,
    rank: (u8, i64),
    pub index: u32,
}

impl<'a> Key<'a> {
    pub fn new(text: Option<&'a str>, rank: (u8, i64), index: u32) -> Self {
        Self { hidden: text.is_none(), text: text.unwrap_or_default(), rank, index }
    }

    /// All but the index.
    pub fn entry(&self) -> (bool, &'a str, (u8, i64)) {
        (self.hidden, self.text, self.rank)
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
