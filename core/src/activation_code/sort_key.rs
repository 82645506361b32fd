//! The keys by which entries are sorted and compared.

use super::{ActivationCode, Code};
use crate::time::End;

/// A sort key. The fields are compared in their order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey<'a> {
    group: u32,
    text: &'a str,
    rank: (u8, i64),
    /// The position of the entry in its list.
    pub index: u32,
}

impl<'a> SortKey<'a> {
    /// Creates a key that sorts by code, hidden codes last, and then by `rank`.
    pub fn by_code(entry: &'a ActivationCode, rank: (u8, i64), index: u32) -> Self {
        match code_text(entry) {
            Some(text) => Self { group: 0, text, rank, index },
            None => Self { group: 1, text: "", rank, index },
        }
    }

    /// Creates a key that sorts by end. Missing and unknown ends are equal and come last.
    pub fn by_end(entry: &ActivationCode, index: u32) -> Self {
        let (group, millis) = end_rank(entry.end);
        Self { group: group.min(1).into(), text: "", rank: (0, millis), index }
    }

    /// Creates a key that sorts by position in the server's list.
    pub fn by_position(entry: &ActivationCode, index: u32) -> Self {
        Self { group: entry.position, text: "", rank: (0, 0), index }
    }

    /// Returns the key without the index, to compare entries of different lists.
    pub fn without_index(&self) -> (u32, &'a str, (u8, i64)) {
        (self.group, self.text, self.rank)
    }
}

/// Returns the sorted keys of the entries at `positions`. All sorting goes through this function, because
/// each instance of a sort takes space in the bundle.
pub(super) fn sorted_keys<'a>(
    entries: &'a [ActivationCode],
    positions: &[u32],
    key: &dyn Fn(&'a ActivationCode, u32) -> SortKey<'a>,
) -> Vec<SortKey<'a>> {
    // Growing step by step would need up to three times the memory for a moment.
    let mut keys = Vec::with_capacity(positions.len());
    for index in positions {
        let entry = usize::try_from(*index).ok().and_then(|index| entries.get(index));
        keys.extend(entry.map(|entry| key(entry, *index)));
    }
    keys.sort_unstable();
    keys
}

/// Returns the position of every entry, in order.
pub(super) fn all_indices(entries: &[ActivationCode]) -> Vec<u32> {
    (0..).zip(entries).map(|(index, _)| index).collect()
}

/// Returns the positions that the keys hold.
pub(super) fn indices(keys: &[SortKey<'_>]) -> Vec<u32> {
    keys.iter().map(|key| key.index).collect()
}

/// Returns the code, or `None` if it is hidden.
pub(super) fn code_text(entry: &ActivationCode) -> Option<&str> {
    match &entry.code {
        Code::Shown { text, .. } => Some(text.reveal()),
        Code::Hidden => None,
    }
}

/// Returns a rank that orders known ends by time, then missing, then unknown ends.
pub(super) fn end_rank(end: End) -> (u8, i64) {
    match end {
        End::At(at) => (0, at.millis()),
        End::NotStated => (1, 0),
        End::Unknown => (2, 0),
    }
}
