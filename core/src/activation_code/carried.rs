//! Which entries of a list were in an older one already.

use std::cmp::Ordering;

use super::{
    ActivationCode, ActivationCodes, Code, Image,
    key::{Key, all, rank, sorted},
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
            let same = same.filter(|old| !self.is_another(new.index, older, *old));
            if let Some(place) = usize::try_from(new.index).ok().and_then(|index| carried.get_mut(index)) {
                *place = same;
            }
        }
        carried
    }

    /// Hidden codes are known by their images alone, where they have some.
    fn is_another(&self, index: u32, older: &Self, old: u32) -> bool {
        let (Some(new), Some(old)) = (self.at(index), older.at(old)) else { return true };
        match (&new.image, &old.image) {
            (Image::Png(new_image), Image::Png(old_image)) => {
                new.code == Code::Hidden && new_image != old_image
            }
            _ => false,
        }
    }

    fn at(&self, index: u32) -> Option<&ActivationCode> {
        self.entries.get(usize::try_from(index).ok()?)
    }

    fn keys(&self) -> Vec<Key<'_>> {
        sorted(&self.entries, &all(&self.entries), &|entry, index| {
            Key::by_code(entry, rank(entry.end), index)
        })
    }
}
