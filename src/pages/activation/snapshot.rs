use std::sync::Arc;

use latchkey_core::{
    activation_code::{ActivationCode, ActivationCodes},
    clock::Now,
    notes::Decoded,
};

/// Identifies an entry for as long as its list is shown: the same entry keeps its id when the list is
/// refreshed.
pub type Id = u32;

/// The last answer, with an id for each entry.
#[derive(Clone)]
pub struct Snapshot {
    /// The answer.
    pub answer: Arc<Decoded<ActivationCodes>>,
    /// How many valid codes of the answer before are missing in this one.
    pub gone: usize,
    /// The number of answers before this one.
    pub generation: u32,
    /// Whether the server's images were requested.
    pub with_images: bool,
    /// The id of each entry, in the order of the entries.
    ids: Arc<[Id]>,
}

impl Snapshot {
    /// Creates the first snapshot.
    pub fn first(
        answer: Decoded<ActivationCodes>,
        with_images: bool,
        mut next_id: impl FnMut() -> Id,
    ) -> Self {
        let ids = answer.value.entries.iter().map(|_| next_id()).collect();
        Self { answer: Arc::new(answer), gone: 0, generation: 0, with_images, ids }
    }

    /// Creates the snapshot of the next answer. Entries that are in both keep their ids.
    pub fn followed_by(
        &self,
        answer: Decoded<ActivationCodes>,
        with_images: bool,
        now: Now,
        mut next_id: impl FnMut() -> Id,
    ) -> Self {
        let places_before = answer.value.positions_in(&self.answer.value);
        let id_before = |place: u32| self.ids.get(place as usize).copied();
        let ids = places_before
            .iter()
            .map(|place| place.and_then(id_before).unwrap_or_else(&mut next_id))
            .collect();
        // Expired entries come first.
        let expired = self.answer.value.partition(now.time, now.error_ms).expired.len();
        let good = self.ids.len().saturating_sub(expired);
        let kept = places_before.iter().flatten().filter(|place| **place as usize >= expired).count();
        Self {
            answer: Arc::new(answer),
            gone: good.saturating_sub(kept),
            generation: self.generation.wrapping_add(1),
            with_images,
            ids,
        }
    }

    /// Returns the entry with this id.
    pub fn entry(&self, id: Id) -> Option<&ActivationCode> {
        let place = self.ids.iter().position(|other| *other == id)?;
        self.answer.value.entries.get(place)
    }

    /// Returns the id of every entry, in the order of the entries.
    pub fn all_ids(&self) -> Arc<[Id]> {
        Arc::clone(&self.ids)
    }

    /// Returns the ids of the entries at these places.
    pub fn ids_at(&self, places: &[u32]) -> Vec<Id> {
        places.iter().filter_map(|place| self.ids.get(*place as usize).copied()).collect()
    }
}
