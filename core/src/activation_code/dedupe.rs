//! Merges duplicate entries (R-K15) and sorts the rest (R-K14).

use super::{
    ActivationCode,
    sort_key::{SortKey, all_indices, code_text, end_rank, sorted_keys},
};

/// The most slots of the hash table that are tried for one code.
const MAX_PROBES: usize = 64;

/// Sets the position of each entry, merges duplicates and sorts by end. Also returns whether a code was
/// listed more than once.
pub(super) fn dedupe_and_sort(mut entries: Vec<ActivationCode>) -> (Vec<ActivationCode>, bool) {
    for (position, entry) in (0..).zip(&mut entries) {
        entry.position = position;
    }
    let mut has_repeated_code = false;
    if may_repeat_codes(&entries) {
        sort_by_key(&mut entries, &|entry, index| SortKey::by_code(entry, end_rank(entry.end), index));
        (entries, has_repeated_code) = merge_duplicates(entries);
        // Entries with equal ends keep the server's order.
        sort_by_key(&mut entries, &|entry, index| SortKey::by_position(entry, index));
    }
    sort_by_key(&mut entries, &|entry, index| SortKey::by_end(entry, index));
    (entries, has_repeated_code)
}

/// Returns `false` if no code is listed more than once. A hash table tells this faster than sorting by code,
/// which most lists do not need.
fn may_repeat_codes(entries: &[ActivationCode]) -> bool {
    // Open addressing, at most half full; a slot holds the position plus one, or zero if it is free. Codes
    // chosen to collide end the search after MAX_PROBES slots, and the list is sorted instead.
    let mut table = vec![0_u16; (2 * entries.len()).next_power_of_two()];
    entries.iter().enumerate().any(|(index, entry)| {
        let Some(code) = code_text(entry) else { return false };
        let Ok(stored) = u16::try_from(index + 1) else { return true };
        let (hash, mask) = (fnv_1a(code) as usize, table.len() - 1);
        for step in 0..MAX_PROBES {
            let Some(slot) = table.get_mut(hash.wrapping_add(step) & mask) else { return true };
            let other = usize::from(*slot).checked_sub(1).and_then(|index| entries.get(index));
            let Some(other) = other else {
                *slot = stored;
                return false;
            };
            if code_text(other) == Some(code) {
                return true;
            }
        }
        true
    })
}

/// Computes the FNV-1a hash.
fn fnv_1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Merges neighbours with equal code and end, and marks those with equal code and different ends.
fn merge_duplicates(entries: Vec<ActivationCode>) -> (Vec<ActivationCode>, bool) {
    let mut merged: Vec<ActivationCode> = Vec::with_capacity(entries.len());
    let mut has_repeated_code = false;
    for mut entry in entries {
        // Two hidden codes may be different codes, so they are never merged.
        if let Some(last) = merged.last_mut()
            && code_text(last).is_some()
            && code_text(last) == code_text(&entry)
        {
            has_repeated_code = true;
            if last.end == entry.end {
                last.absorb(entry);
                continue;
            }
            last.has_other_end = true;
            entry.has_other_end = true;
        }
        merged.push(entry);
    }
    (merged, has_repeated_code)
}

/// Sorts the entries in place by their keys.
fn sort_by_key(entries: &mut [ActivationCode], key: &dyn for<'a> Fn(&'a ActivationCode, u32) -> SortKey<'a>) {
    // The target position of each entry.
    let mut targets = all_indices(entries);
    let keys = sorted_keys(entries, &targets, key);
    for (target, key) in (0..).zip(keys) {
        if let Some(slot) = usize::try_from(key.index).ok().and_then(|index| targets.get_mut(index)) {
            *slot = target;
        }
    }
    // Each swap moves one entry to its target.
    for index in 0..entries.len() {
        let target = |targets: &[u32]| targets.get(index).and_then(|target| usize::try_from(*target).ok());
        while let Some(other) = target(&targets).filter(|target| *target != index) {
            entries.swap(index, other);
            targets.swap(index, other);
        }
    }
}
