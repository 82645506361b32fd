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

    /// Sorted by the end. A missing and an unreadable one are equals here: both come after every known end.
    pub fn by_end(entry: &ActivationCode, index: u32) -> Self {
        let (group, at) = rank(entry.end);
        Self { group: group.min(1).into(), text: "", rank: (0, at), index }
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

/// The keys of the chosen entries, in order. The one sort of keys: each further one would be in the bundle as well.
pub(super) fn sorted<'a>(
    entries: &'a [ActivationCode],
    chosen: &[u32],
    key: &dyn Fn(&'a ActivationCode, u32) -> Key<'a>,
) -> Vec<Key<'a>> {
    // What grows piece by piece takes up to three times as much on its way.
    let mut keys = Vec::with_capacity(chosen.len());
    for index in chosen {
        let entry = usize::try_from(*index).ok().and_then(|index| entries.get(index));
        keys.extend(entry.map(|entry| key(entry, *index)));
    }
    keys.sort_unstable();
    keys
}

/// All of these entries, as [`sorted`] has them chosen.
pub(super) fn all(entries: &[ActivationCode]) -> Vec<u32> {
    (0..).zip(entries).map(|(index, _)| index).collect()
}

/// The indices of these keys.
pub(super) fn indices(keys: &[Key<'_>]) -> Vec<u32> {
    keys.iter().map(|key| key.index).collect()
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
