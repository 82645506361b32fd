//! Finds the entries of an older list again in a newer one.

use std::cmp::Ordering;

use super::{
    ActivationCode, ActivationCodes, Code, Image,
    sort_key::{SortKey, all_indices, end_rank, sorted_keys},
};

impl ActivationCodes {
    /// Returns, for each entry, the position of the same entry in `older.entries`, or `None` for a new one.
    ///
    /// Entries are the same if code and end are equal. Hidden codes with equal ends are matched in their
    /// order. Each older entry is matched at most once; those that are not matched have vanished.
    #[must_use]
    pub fn positions_in(&self, older: &Self) -> Vec<Option<u32>> {
        let mut positions = vec![None; self.entries.len()];
        let (new_keys, old_keys) = (self.sorted_keys(), older.sorted_keys());
        let mut rest = old_keys.iter().peekable();
        for new in &new_keys {
            while rest
                .next_if(|old| old.without_index().cmp(&new.without_index()) == Ordering::Less)
                .is_some()
            {}
            let equal = rest.next_if(|old| old.without_index() == new.without_index());
            let same =
                equal.map(|old| old.index).filter(|old| !self.have_other_images(new.index, older, *old));
            if let Some(slot) = usize::try_from(new.index).ok().and_then(|index| positions.get_mut(index)) {
                *slot = same;
            }
        }
        positions
    }

    /// Returns whether two hidden codes have images that differ, which makes them different codes.
    fn have_other_images(&self, new_index: u32, older: &Self, old_index: u32) -> bool {
        let (Some(new), Some(old)) = (self.entry(new_index), older.entry(old_index)) else { return true };
        match (&new.image, &old.image) {
            (Image::Png(new_image), Image::Png(old_image)) => {
                new.code == Code::Hidden && new_image != old_image
            }
            _ => false,
        }
    }

    fn entry(&self, index: u32) -> Option<&ActivationCode> {
        self.entries.get(usize::try_from(index).ok()?)
    }

    fn sorted_keys(&self) -> Vec<SortKey<'_>> {
        sorted_keys(&self.entries, &all_indices(&self.entries), &|entry, index| {
            SortKey::by_code(entry, end_rank(entry.end), index)
        })
    }
}
