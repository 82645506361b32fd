//! Which entries of a list are selected.

/// The ids of the selected entries, and where a selection of several at once begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Sorted.
    ids: Vec<u32>,
    /// The entry that was selected or deselected last, from which an extension starts.
    anchor: Option<u32>,
    /// What the last extension has added. The next one replaces it, so that an extension can shrink.
    extension: Vec<u32>,
}

impl Selection {
    /// Returns how many entries are selected.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns whether no entry is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Returns whether an entry is selected.
    #[must_use]
    pub fn contains(&self, id: u32) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// Selects an entry or deselects it. The next extension starts from it.
    pub fn set(&mut self, id: u32, is_selected: bool) {
        if is_selected {
            self.insert(id);
        } else {
            self.remove(id);
        }
        self.extension.clear();
        self.anchor = Some(id);
    }

    /// Selects an entry if it is not selected, or deselects it.
    pub fn toggle(&mut self, id: u32) {
        self.set(id, !self.contains(id));
    }

    /// Selects all of these. What was selected before stays selected.
    pub fn select_all(&mut self, listed: &[u32]) {
        self.extension.clear();
        for id in listed {
            self.insert(*id);
        }
    }

    /// Selects every entry from the one that was selected last to this one, in the order in which they are
    /// listed, in place of those of the extension before. Without one that was selected last and is still
    /// listed, the selection extends from `from`.
    pub fn extend(&mut self, listed: &[u32], from: u32, to: u32) {
        let place_of = |id: u32| listed.iter().position(|other| *other == id);
        let anchor = self.anchor.filter(|anchor| place_of(*anchor).is_some()).unwrap_or(from);
        let (Some(start), Some(end)) = (place_of(anchor), place_of(to)) else { return };
        for id in std::mem::take(&mut self.extension) {
            self.remove(id);
        }
        let range = listed.get(start.min(end)..=start.max(end)).unwrap_or_default();
        let added: Vec<u32> = range.iter().copied().filter(|id| !self.contains(*id)).collect();
        self.select_all(&added);
        self.extension = added;
        self.anchor = Some(anchor);
    }

    /// Returns the selected entries: those that are listed in their order, and then those of `all` that are
    /// not.
    #[must_use]
    pub fn in_order(&self, listed: &[u32], all: &[u32]) -> Vec<u32> {
        let mut left = self.ids.clone();
        let mut ordered = Vec::with_capacity(left.len());
        for id in listed.iter().chain(all) {
            if let Ok(place) = left.binary_search(id) {
                left.remove(place);
                ordered.push(*id);
            }
        }
        ordered
    }

    fn insert(&mut self, id: u32) {
        if let Err(place) = self.ids.binary_search(&id) {
            self.ids.insert(place, id);
        }
    }

    fn remove(&mut self, id: u32) {
        if let Ok(place) = self.ids.binary_search(&id) {
            self.ids.remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LISTED: [u32; 6] = [40, 10, 30, 20, 60, 50];

    fn ids(selection: &Selection) -> Vec<u32> {
        selection.in_order(&LISTED, &[])
    }

    #[test]
    fn an_extension_selects_from_the_last_selected_entry_and_can_shrink_and_turn() {
        let mut selection = Selection::default();
        selection.toggle(30);
        selection.extend(&LISTED, 40, 60);
        assert_eq!(ids(&selection), [30, 20, 60]);
        selection.extend(&LISTED, 40, 20);
        assert_eq!(ids(&selection), [30, 20]);
        selection.extend(&LISTED, 40, 40);
        assert_eq!(ids(&selection), [40, 10, 30]);
    }

    #[test]
    fn what_was_selected_before_an_extension_stays_when_it_shrinks() {
        let mut selection = Selection::default();
        selection.set(20, true);
        selection.set(40, true);
        selection.extend(&LISTED, 40, 60);
        assert_eq!(ids(&selection), [40, 10, 30, 20, 60]);
        selection.extend(&LISTED, 40, 10);
        assert_eq!(ids(&selection), [40, 10, 20]);
    }

    #[test]
    fn without_a_last_selected_entry_an_extension_starts_where_the_focus_was() {
        let mut selection = Selection::default();
        selection.extend(&LISTED, 10, 20);
        assert_eq!(ids(&selection), [10, 30, 20]);
        // The entry that was selected last is hidden by a search.
        selection.set(99, true);
        selection.extend(&LISTED, 60, 50);
        assert_eq!(selection.in_order(&LISTED, &[99]), [10, 30, 20, 60, 50, 99]);
    }

    #[test]
    fn an_extension_to_an_entry_that_is_not_listed_changes_nothing() {
        let mut selection = Selection::default();
        selection.toggle(30);
        let before = selection.clone();
        selection.extend(&LISTED, 40, 7);
        assert_eq!(selection, before);
    }

    #[test]
    fn all_that_are_listed_join_what_was_selected_under_another_search() {
        let mut selection = Selection::default();
        selection.toggle(7);
        selection.toggle(10);
        selection.select_all(&LISTED);
        assert_eq!((selection.len(), selection.contains(7)), (7, true));
        selection.toggle(10);
        assert_eq!(selection.in_order(&LISTED, &[7, 40]), [40, 30, 20, 60, 50, 7]);
    }

    proptest! {
        #[test]
        fn an_extension_selects_exactly_one_range_besides_what_was_selected(
            before in proptest::collection::vec(0_u32..20, 0..6),
            steps in proptest::collection::vec(0_u32..20, 1..8),
        ) {
            let listed: Vec<u32> = (0..20).collect();
            let mut selection = Selection::default();
            for id in &before {
                selection.set(*id, true);
            }
            for to in &steps {
                selection.extend(&listed, 3, *to);
            }
            let (from, to) = (before.last().copied().unwrap_or(3), steps.last().copied().unwrap_or(3));
            let range = from.min(to)..=from.max(to);
            for id in listed {
                prop_assert_eq!(selection.contains(id), range.contains(&id) || before.contains(&id), "{}", id);
            }
        }
    }
}
