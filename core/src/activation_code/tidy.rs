//! Twins become one entry (R-K15), and entries stand in the order of R-K14.

use std::cmp::Ordering;

use super::{
    ActivationCode,
    key::{rank, text},
};

/// The entries in order, each with its position, twins merged; also says whether a code was listed more than once.
pub(super) fn tidy(mut entries: Vec<ActivationCode>) -> (Vec<ActivationCode>, bool) {
    for (position, entry) in (0..).zip(&mut entries) {
        entry.position = position;
    }
    sort(&mut entries, &|a, b| {
        let key = |entry: &ActivationCode| (rank(entry.end), entry.position);
        text(a).cmp(&text(b)).then_with(|| key(a).cmp(&key(b)))
    });
    let (mut entries, repeated) = merge(entries);
    // A missing and an unreadable end are equals here: both come after every known end.
    sort(&mut entries, &|a, b| {
        let key = |entry: &ActivationCode| (rank(entry.end).0.min(1), rank(entry.end).1, entry.position);
        key(a).cmp(&key(b))
    });
    (entries, repeated)
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

/// One sort for both orders: a generic one would be in the bundle twice.
fn sort(entries: &mut [ActivationCode], order: &dyn Fn(&ActivationCode, &ActivationCode) -> Ordering) {
    entries.sort_unstable_by(order);
}
