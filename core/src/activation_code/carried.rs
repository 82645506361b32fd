//! Which entries of a list were in an older one already.

use std::cmp::Ordering;

use super::{
    ActivationCode, ActivationCodes,
    key::{Key, rank, sort},
};

impl ActivationCodes {
    /// For each entry the position in `older.entries` of the same one, so that what stands on the screen can stay
    /// when a list comes anew.
    ///
    /// Entries are the same where code and end are; hidden codes of equal end are taken for the same in their
    /// order. Each of the older entries is the same as at most one: those that no entry names have vanished.
    #[must_use]
    pub fn carried(&self, older: &Self) -> Vec<Option<u32>> {
        let mut carried = vec![None; self.entries.len()];
        let (new_keys, old_keys) = (self.keys(), older.keys());
        let mut old = old_keys.iter().peekable();
        for new in &new_keys {
            while old.next_if(|old| old.entry().cmp(&new.entry()) == Ordering::Less).is_some() {}
            let same = old.next_if(|old| old.entry() == new.entry()).map(|old| old.index);
            if let Some(place) = usize::try_from(new.index).ok().and_then(|index| carried.get_mut(index)) {
                *place = same;
            }
        }
        carried
    }

    fn keys(&self) -> Vec<Key<'_>> {
        let keys = (0..).zip(&self.entries);
        let mut keys: Vec<_> =
            keys.map(|(index, entry)| Key::by_code(entry, rank(entry.end), index)).collect();
        sort(&mut keys);
        keys
    }
}

impl ActivationCode {
    /// Whether everything that a card says is equal; the image and the position are not looked at.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        self.code == other.code
            && self.end == other.end
            && self.listed == other.listed
            && self.other_end == other.other_end
    }
}
