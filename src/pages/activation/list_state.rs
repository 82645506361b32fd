use std::sync::Arc;

use latchkey_core::{
    activation_code::{ActivationCode, ActivationCodes, Code},
    notes::Decoded,
    request::{ImageOptions, QrType},
    selection::Selection,
    time::End,
};
use leptos::prelude::*;

pub use super::snapshot::Id;
use super::snapshot::Snapshot;
use crate::{browser::viewport, context::AppContext, i18n::Texts};

/// A list with at most this many entries needs no search, no sorting and no rows.
const FEW_ENTRIES: usize = 6;
/// The screens on which the entries of a long list are rows instead of cards.
const WIDE: &str = "(min-width: 60rem)";

/// The state of one user's list, shared by the parts of its view. A copy refers to the same.
#[derive(Clone, Copy)]
pub struct ListState {
    /// The app's services.
    pub app: AppContext,
    /// The texts in use.
    pub t: Texts,
    /// The payload of the server's symbols.
    pub format: QrType,
    /// Whether the server's images are requested too.
    pub images: RwSignal<bool>,
    /// The entry that is shown large in front of the others.
    pub large: RwSignal<Option<Id>>,
    /// The selected entries, while codes are being selected.
    pub picked: RwSignal<Option<Selection>>,
    /// What was done with the selected entries last, in words.
    pub picked_message: RwSignal<String>,
    /// Whether a dialog asks what the file of the selected entries is to contain.
    pub exporting: RwSignal<bool>,
    /// Whether there were more than a few entries since the list was opened.
    pub is_long: Memo<bool>,
    /// Whether the entries are rows of one line each, and not cards.
    pub is_dense: Memo<bool>,
    /// The code that was created last.
    pub fresh: RwSignal<Option<(Code, End)>>,
    /// Whether the request in flight asks for images.
    awaits_images: StoredValue<bool>,
    /// Never reused: what is selected or shown large must not become another entry.
    next_id: StoredValue<Id>,
    snapshot: RwSignal<Option<Snapshot>>,
}

impl ListState {
    /// Creates the state of a list that has not been loaded.
    #[must_use]
    pub fn new(app: AppContext, t: Texts, images: ImageOptions) -> Self {
        let snapshot = RwSignal::new(None::<Snapshot>);
        // Once true it stays, because removing the search would lose the focus, and cards in place of rows
        // the place on the screen.
        let is_long = Memo::new(move |was_long: Option<&bool>| {
            let count = || {
                snapshot
                    .with(|snapshot| snapshot.as_ref().map_or(0, |known| known.answer.value.entries.len()))
            };
            was_long == Some(&true) || count() > FEW_ENTRIES
        });
        let is_wide = viewport::media_signal(WIDE);
        Self {
            app,
            t,
            format: images.format,
            images: RwSignal::new(images.is_included),
            large: RwSignal::new(None),
            picked: RwSignal::new(None),
            picked_message: RwSignal::new(String::new()),
            exporting: RwSignal::new(false),
            is_long,
            is_dense: Memo::new(move |_| is_wide.get() && is_long.get()),
            fresh: RwSignal::new(None),
            awaits_images: StoredValue::new(false),
            next_id: StoredValue::new(0),
            snapshot,
        }
    }

    /// Returns the last answer. Tracked.
    #[must_use]
    pub fn answer(self) -> Option<Arc<Decoded<ActivationCodes>>> {
        self.with_snapshot(|snapshot| Arc::clone(&snapshot.answer))
    }

    /// Returns the user id in the last answer; empty if it has none. Tracked.
    #[must_use]
    pub fn user(self) -> String {
        self.with_snapshot(|snapshot| snapshot.answer.value.user.clone()).unwrap_or_default()
    }

    /// Whether there is an answer. Tracked.
    #[must_use]
    pub fn is_loaded(self) -> bool {
        self.with_snapshot(|_| ()).is_some()
    }

    /// Returns how many valid codes of the answer before are missing in the last one. Tracked.
    #[must_use]
    pub fn gone(self) -> usize {
        self.with_snapshot(|snapshot| snapshot.gone).unwrap_or_default()
    }

    /// Returns the number of the last answer. Tracked.
    #[must_use]
    pub fn generation(self) -> u32 {
        self.with_snapshot(|snapshot| snapshot.generation).unwrap_or_default()
    }

    /// Whether the last request asked for images, so that an entry without one really has none. Tracked.
    #[must_use]
    pub fn has_images(self) -> bool {
        self.with_snapshot(|snapshot| snapshot.with_images).unwrap_or_default()
    }

    /// Whether there is an entry with this id. Tracked.
    #[must_use]
    pub fn contains(self, id: Id) -> bool {
        self.with_snapshot(|snapshot| snapshot.entry(id).is_some()).unwrap_or_default()
    }

    /// Returns the entry with this id from the last answer. Tracked.
    #[must_use]
    pub fn entry(self, id: Id) -> Option<ActivationCode> {
        self.with_snapshot(|snapshot| snapshot.entry(id).cloned()).flatten()
    }

    /// Whether the entry with this id is the code that was created last. Tracked.
    #[must_use]
    pub fn is_fresh(self, id: Id) -> bool {
        let Some(fresh) = self.fresh.try_get().flatten() else { return false };
        // Hidden codes are all equal, so the new one among them is not known.
        fresh.0 != Code::Hidden && self.entry(id).is_some_and(|entry| (entry.code, entry.end) == fresh)
    }

    /// Returns the ids of the entries at these places of the last answer.
    #[must_use]
    pub fn ids_at(self, places: &[u32]) -> Vec<Id> {
        untrack(|| self.with_snapshot(|snapshot| snapshot.ids_at(places))).unwrap_or_default()
    }

    /// Returns the ids of the selected entries: those that are listed in their order, and then the others.
    #[must_use]
    pub fn picked_in_order(self, listed: &[Id]) -> Vec<Id> {
        let all = untrack(|| self.with_snapshot(Snapshot::all_ids)).unwrap_or_default();
        let in_order = |picked: &Option<Selection>| {
            picked.as_ref().map(|selection| selection.in_order(listed, &all)).unwrap_or_default()
        };
        self.picked.try_with_untracked(in_order).unwrap_or_default()
    }

    /// Selects an entry or deselects it, and begins to select if that has not begun.
    pub fn toggle_picked(self, id: Id) {
        self.picked.update(|picked| picked.get_or_insert_default().toggle(id));
    }

    /// Extends the selection to an entry, as [`Selection::extend`] says.
    pub fn extend_picked(self, listed: &[Id], from: Id, to: Id) {
        self.picked.update(|picked| picked.get_or_insert_default().extend(listed, from, to));
    }

    /// Requests the server's images from the next request on.
    pub fn request_images(self) {
        if self.images.try_get_untracked() == Some(false) {
            self.images.set(true);
        }
    }

    /// Returns whether the request that is sent now asks for images, and stores that for its answer.
    pub(super) fn next_brings_images(self) -> bool {
        let wanted = self.images.try_get_untracked() == Some(true);
        self.awaits_images.set_value(wanted);
        wanted
    }

    /// Stops requesting images if a request for them has failed.
    pub(super) fn give_up_images(self) {
        if self.awaits_images.try_get_value() == Some(true) {
            self.images.set(false);
        }
    }

    /// Replaces what was loaded before.
    pub(super) fn replace(self, answer: Decoded<ActivationCodes>) {
        let next_id = || {
            let id = self.next_id.try_get_value().unwrap_or_default();
            self.next_id.set_value(id.wrapping_add(1));
            id
        };
        let with_images = self.awaits_images.try_get_value() == Some(true);
        let snapshot = match self.snapshot.try_get_untracked().flatten() {
            None => Snapshot::first(answer, with_images, next_id),
            Some(before) => before.followed_by(answer, with_images, self.app.clock.now(), next_id),
        };
        self.snapshot.set(Some(snapshot));
    }

    /// Drops everything that was loaded.
    pub(super) fn clear(self) {
        if self.snapshot.try_with_untracked(Option::is_some) == Some(true) {
            self.large.set(None);
            self.picked.set(None);
            self.picked_message.set(String::new());
            self.exporting.set(false);
            self.fresh.set(None);
            self.snapshot.set(None);
        }
    }

    /// Reads the last answer; `None` if there is none or the view was disposed.
    fn with_snapshot<U>(self, read: impl FnOnce(&Snapshot) -> U) -> Option<U> {
        self.snapshot.try_with(|snapshot| snapshot.as_ref().map(read)).flatten()
    }
}
