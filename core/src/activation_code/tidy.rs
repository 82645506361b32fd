//! Twins become one entry (R-K15), and entries stand in the order of R-K14.

use super::{
    ActivationCode,
    key::{Key, all, rank, sorted, text},
};

/// How many places of the table are tried for one code.
const PROBES: usize = 64;

/// The entries in order, each with its position, twins merged; also says whether a code was listed more than once.
pub(super) fn tidy(mut entries: Vec<ActivationCode>) -> (Vec<ActivationCode>, bool) {
    for (position, entry) in (0..).zip(&mut entries) {
        entry.position = position;
    }
    let mut repeated = false;
    if may_repeat(&entries) {
        arrange(&mut entries, &|entry, index| Key::by_code(entry, rank(entry.end), index));
        (entries, repeated) = merge(entries);
        // Equals stay as the server listed them.
        arrange(&mut entries, &|entry, index| Key::by_position(entry, index));
    }
    arrange(&mut entries, &|entry, index| Key::by_end(entry, index));
    (entries, repeated)
}

/// Whether a code may be listed more than once. Where this says no, none is: most lists need not be sorted by their codes.
fn may_repeat(entries: &[ActivationCode]) -> bool {
    // An open table, at most half full, of places counted from 1. An answer made to fill it badly is sorted like one with twins.
    let mut table = vec![0_u16; (2 * entries.len()).next_power_of_two()];
    entries.iter().enumerate().any(|(at, entry)| {
        let Some(code) = text(entry) else { return false };
        let Ok(place) = u16::try_from(at + 1) else { return true };
        // FNV-1a.
        let hash = code
            .bytes()
            .fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let last = table.len() - 1;
        for step in 0..PROBES {
            let slot = (hash as usize).wrapping_add(step) & last;
            let Some(held) = table.get_mut(slot) else { return true };
            let Some(other) = usize::from(*held).checked_sub(1).and_then(|at| entries.get(at)) else {
                *held = place;
                return false;
            };
            if text(other) == Some(code) {
                return true;
            }
        }
        true
    })
}

/// Merges neighbours of equal code and end, and marks those of equal code and different end.
fn merge(entries: Vec<ActivationCode>) -> (Vec<ActivationCode>, bool) {
    let mut merged: Vec<ActivationCode> = Vec::with_capacity(entries.len());
    let mut repeated = false;
    for mut entry in entries {
        // Two hidden codes are not known to be the same one.
        if let Some(last) = merged.last_mut()
            && text(last).is_some()
            && text(last) == text(&entry)
        {
            repeated = true;
            if last.end == entry.end {
                last.absorb(entry);
                continue;
            }
            last.other_end = true;
            entry.other_end = true;
        }
        merged.push(entry);
    }
    (merged, repeated)
}

/// Puts the entries into the order of these keys.
fn arrange(entries: &mut [ActivationCode], key: &dyn for<'a> Fn(&'a ActivationCode, u32) -> Key<'a>) {
    // Where each entry has to go. Every swap brings one there.
    let mut places = all(entries);
    let keys = sorted(entries, &places, key);
    for (place, key) in (0..).zip(keys) {
        if let Some(of) = usize::try_from(key.index).ok().and_then(|index| places.get_mut(index)) {
            *of = place;
        }
    }
    for at in 0..entries.len() {
        let place = |places: &[u32]| places.get(at).and_then(|place| usize::try_from(*place).ok());
        while let Some(place) = place(&places).filter(|place| *place != at) {
            entries.swap(at, place);
            places.swap(at, place);
        }
    }
}
