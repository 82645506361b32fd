//! Twins become one entry (R-K15), and entries stand in the order of R-K14.

use std::cmp::Ordering;

use super::{ActivationCode, Code};
use crate::time::End;

/// An entry and where it stood, which keeps equals in the server's order.
struct Slot {
    entry: ActivationCode,
    position: usize,
}

/// The entries in order, twins merged; also says whether a code was listed more than once.
pub(super) fn tidy(entries: Vec<ActivationCode>) -> (Vec<ActivationCode>, bool) {
    let mut slots: Vec<Slot> =
        entries.into_iter().enumerate().map(|(position, entry)| Slot { entry, position }).collect();
    sort(&mut slots, &|a, b| {
        let key = |slot: &Slot| (rank(slot.entry.end), slot.position);
        text(a).cmp(&text(b)).then_with(|| key(a).cmp(&key(b)))
    });
    let (mut slots, repeated) = merge(slots);
    // A missing and an unreadable end are equals here: both come after every known end.
    sort(&mut slots, &|a, b| {
        let key = |slot: &Slot| (rank(slot.entry.end).0.min(1), rank(slot.entry.end).1, slot.position);
        key(a).cmp(&key(b))
    });
    (slots.into_iter().map(|slot| slot.entry).collect(), repeated)
}

/// Merges neighbours of equal code and end, and marks those of equal code and different end.
fn merge(slots: Vec<Slot>) -> (Vec<Slot>, bool) {
    let mut merged: Vec<Slot> = Vec::with_capacity(slots.len());
    let mut repeated = false;
    for mut slot in slots {
        // Two hidden codes are not known to be the same one.
        if let Some(last) = merged.last_mut()
            && text(last).is_some()
            && text(last) == text(&slot)
        {
            repeated = true;
            if last.entry.end == slot.entry.end {
                last.entry.absorb(slot.entry);
                continue;
            }
            last.entry.other_end = true;
            slot.entry.other_end = true;
        }
        merged.push(slot);
    }
    (merged, repeated)
}

fn text(slot: &Slot) -> Option<&str> {
    match &slot.entry.code {
        Code::Shown { text, .. } => Some(text.reveal()),
        Code::Hidden => None,
    }
}

fn rank(end: End) -> (u8, i64) {
    match end {
        End::At(at) => (0, at.millis()),
        End::NotStated => (1, 0),
        End::Unknown => (2, 0),
    }
}

/// One sort for both orders: a generic one would be in the bundle twice.
fn sort(slots: &mut [Slot], order: &dyn Fn(&Slot, &Slot) -> Ordering) {
    slots.sort_unstable_by(order);
}
