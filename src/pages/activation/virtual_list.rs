mod keys;

use std::{cell::Cell, mem, sync::Arc};

use latchkey_core::window::{Grid, whole};
use leptos::{prelude::*, reactive::owner::WeakOwner};

use super::{
    card::card,
    list_state::{Id, ListState},
};
use crate::{
    browser::viewport,
    dom::{El, effect, el},
};

/// What stands beyond both edges of the screen, in CSS pixels: what is scrolled to next is there already.
const MARGIN: f64 = 400.0;
/// The room of the bar that stays at the top, in CSS pixels.
const BAR: f64 = 148.0;
/// A list of no more entries stands as a whole.
const WHOLE: usize = 24;
/// The height of a row before one has been seen, in CSS pixels.
const ROW: f64 = 190.0;
/// What stands above a list before that is known, in CSS pixels.
const ABOVE: f64 = 560.0;
/// The width a column needs at least, in CSS pixels; only for the first guess.
const COLUMN: f64 = 330.0;
/// The most columns; the page grows no wider.
const COLUMNS: usize = 3;

/// The chosen entries as cards, of which only those near the screen exist: the rest is empty space, so that the scroll
/// bar is right. Arrow keys and their kin move from card to card; what is typed goes to `typed`.
#[must_use]
pub fn virtual_list(listing: ListState, chosen: RwSignal<Arc<[Id]>>, typed: impl Fn(&str) + 'static) -> El {
    let list = el("ul").class("cards").focusable();
    let cards = Cards {
        listing,
        chosen,
        list: list.clone(),
        around: Owner::current().unwrap_or_default().downgrade(),
        standing: Vec::new(),
        free: Vec::new(),
        columns: columns_at_first(),
        row: None,
        shape: (0.0, false),
        current: 0,
        lost: None,
        seen: Vec::new(),
        painted: false,
    };
    let cards = StoredValue::new_local(cards);
    let look = move || {
        if cards.try_update_value(Cards::look) == Some(true) {
            request_animation_frame(move || {
                let _ = cards.try_update_value(Cards::look);
            });
        }
    };
    // The next frame paints what stands by then; the one after it comes when that was painted.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let _ = cards.try_update_value(|cards| cards.painted = true);
            look();
        });
    });
    let before = Cell::new(None);
    effect(move || {
        let _ = chosen.get();
        // Others were chosen, not sent: they begin at the top.
        let generation = Some(untrack(|| listing.generation()));
        let other = before.replace(generation) == generation;
        if other {
            let _ = cards.try_update_value(Cards::begin);
        }
        look();
        if other {
            let _ = cards.try_update_value(|cards| cards.to_the_top());
            look();
        }
        // What has just come has no place yet.
        request_animation_frame(look);
    });
    effect(move || {
        let _ = listing.app.preferences.codes_open.get();
        request_animation_frame(look);
    });
    viewport::follow(look);
    list.on("keydown", move |event| {
        if let Some(text) = cards.try_update_value(|cards| cards.key(&event)).flatten() {
            typed(&text);
        }
    })
}

fn columns_at_first() -> usize {
    let fit = (1..=COLUMNS)
        .rev()
        .find(|columns| viewport::width() >= f64::from(u8::try_from(*columns).unwrap_or(1)) * COLUMN);
    fit.unwrap_or(1)
}

/// The cards that stand, and what is known of the grid they stand in.
struct Cards {
    listing: ListState,
    chosen: RwSignal<Arc<[Id]>>,
    list: El,
    /// Weak, or the view and its cards would keep each other.
    around: WeakOwner,
    /// In the order of the list, without gaps.
    standing: Vec<Standing>,
    /// Owners of cards that are gone: the one around remembers each child that it ever had.
    free: Vec<Owner>,
    columns: usize,
    /// The height of a row with the gap below it, once one has been seen.
    row: Option<f64>,
    /// What rows are high or low by: the width of the list, and whether codes stand open.
    shape: (f64, bool),
    /// The place from which keys lead on.
    current: usize,
    /// The card that was taken away with the focus in it, which the list itself has meanwhile.
    lost: Option<Id>,
    /// What was on the screen last, and where.
    seen: Vec<(Id, f64)>,
    /// Whether anything was painted yet. Until then the cards on the screen stand alone, also of a short list.
    painted: bool,
}

/// One card, and what keeps it alive.
struct Standing {
    id: Id,
    card: El,
    owner: Owner,
}

impl Cards {
    /// Has the cards stand that the screen shows now, and no others. Whether there is more to do in the next frame:
    /// where none of those on the screen stood, they come first, and those around them after they were painted.
    fn look(&mut self) -> bool {
        let Some(chosen) = self.chosen.try_with_untracked(Arc::clone) else { return false };
        let open = self.listing.app.preferences.codes_open.get_untracked();
        let shape = (self.list.width(), open);
        // What was on the screen before the list got another shape, or what is there now.
        let seen = if shape == self.shape { self.seen() } else { mem::take(&mut self.seen) };
        if shape != self.shape {
            (self.shape, self.row) = (shape, None);
        }
        let margin = if !self.painted || self.is_far() { 0.0 } else { MARGIN };
        self.fill(&chosen, margin);
        self.stay(&seen, &chosen);
        self.seen = self.seen();
        let returned = self.standing.iter().find(|standing| self.lost == Some(standing.id));
        if let Some(returned) = returned {
            if self.list.has_focus() {
                returned.card.focus(false);
            }
            self.lost = None;
        }
        self.painted && margin < MARGIN && self.standing.len() < chosen.len()
    }

    /// Whether no card that stands is on the screen.
    fn is_far(&self) -> bool {
        let edges = self.standing.first().zip(self.standing.last());
        edges.is_none_or(|(first, last)| {
            first.card.top() > viewport::height() || last.card.top() + last.card.height() < 0.0
        })
    }

    fn fill(&mut self, chosen: &Arc<[Id]>, margin: f64) {
        // What was guessed may turn out wrong once; after that it is known.
        for _ in 0..2 {
            let grid = self.grid(chosen.len());
            // What has not been laid out is nowhere yet.
            let top = if self.shape.0 > 0.0 { self.list.top() } else { ABOVE };
            let on_screen = grid.standing(-top, viewport::height(), margin);
            let mut range = if chosen.len() <= WHOLE && self.painted { 0..chosen.len() } else { on_screen };
            if !self.painted && range.start == 0 {
                // One that was not needed after all would be made again at once.
                range.end = range.end.max(self.standing.len()).min(chosen.len());
            }
            if self.row.is_none() {
                // Two rows tell how high one is, also where the list begins below the screen or ends above it.
                let rows = chosen.len().div_ceil(self.columns);
                range.start = range.start.min(rows.saturating_sub(2) * self.columns);
                range.end = range.end.max(range.start + 2 * self.columns).min(chosen.len());
            }
            self.list.restyle("padding-block-start", &pixels(grid.before(range.start)));
            self.list.restyle("padding-block-end", &pixels(grid.after(range.end)));
            self.stand(chosen.get(range.clone()).unwrap_or_default(), range.start, chosen.len());
            if !self.measure() {
                break;
            }
        }
    }

    /// The cards that begin on the screen, and where, once the list's own beginning has left it.
    fn seen(&self) -> Vec<(Id, f64)> {
        if self.list.top() >= 0.0 {
            return Vec::new();
        }
        let tops = self.standing.iter().map(|standing| (standing.id, standing.card.top()));
        tops.filter(|(_, top)| (0.0..viewport::height()).contains(top)).collect()
    }

    /// Keeps what is being read where it was: rows that are higher than others may have come or gone above it, or
    /// there are more columns now.
    fn stay(&mut self, seen: &[(Id, f64)], chosen: &Arc<[Id]>) {
        let place = |id: &Id| chosen.iter().position(|other| other == id);
        let Some((id, before, place)) = seen.iter().find_map(|(id, top)| Some((*id, *top, place(id)?)))
        else {
            return;
        };
        if self.standing.iter().all(|standing| standing.id != id) {
            viewport::scroll_by(self.list.top() + self.grid(chosen.len()).before(place) - before);
            self.fill(chosen, MARGIN);
        }
        if let Some(standing) = self.standing.iter().find(|standing| standing.id == id) {
            let by = standing.card.top() - before;
            if by.abs() >= 1.0 {
                viewport::scroll_by(by);
            }
        }
    }

    /// Forgets the cards that stood: those that come are others.
    fn begin(&mut self) {
        (self.current, self.lost) = (0, None);
        self.seen.clear();
    }

    /// Brings the first card back to the screen, below the bar that stays there.
    fn to_the_top(&self) {
        let above = self.list.top() - BAR;
        if above < 0.0 {
            viewport::scroll_by(above);
        }
    }

    fn grid(&self, items: usize) -> Grid {
        Grid::new(items, self.columns, self.row.unwrap_or(ROW))
    }

    /// The place of the first card that stands.
    fn first(&self, chosen: &[Id]) -> usize {
        let first = self.standing.first().and_then(|first| chosen.iter().position(|id| *id == first.id));
        first.unwrap_or(0)
    }

    /// Has these cards stand. Those that do already are not touched, or one being read would be masked.
    fn stand(&mut self, ids: &[Id], first: usize, of: usize) {
        let (mut kept, gone): (Vec<Standing>, Vec<Standing>) =
            self.standing.drain(..).partition(|standing| ids.contains(&standing.id));
        for gone in gone {
            // Wherever it was, the focus stays in the list, and returns to the card when that does.
            if gone.card.holds_focus() {
                self.list.focus(false);
                self.lost = Some(gone.id);
            }
            gone.owner.cleanup();
            gone.card.remove();
            self.free.push(gone.owner);
        }
        let mut standing = Vec::with_capacity(ids.len());
        for id in ids {
            let at = kept.iter().position(|standing| standing.id == *id);
            standing.extend(at.map(|at| kept.swap_remove(at)).or_else(|| self.make(*id)));
        }
        let total = of.to_string();
        let mut next = None;
        for (at, one) in standing.iter().enumerate().rev() {
            one.card.stand_before(next, &self.list);
            one.card.renew("aria-setsize", &total);
            one.card.renew("aria-posinset", &(first + at + 1).to_string());
            next = Some(&one.card);
        }
        self.standing = standing;
    }

    fn make(&mut self, id: Id) -> Option<Standing> {
        let owner = self.free.pop().or_else(|| Some(self.around.upgrade()?.child()))?;
        let made = owner.with(|| untrack(|| card(self.listing, id)));
        Some(Standing { id, card: made.focusable(), owner })
    }

    /// Learns columns and height of a row from the cards that stand; whether they are other ones than before.
    fn measure(&mut self) -> bool {
        let tops: Vec<f64> = self.standing.iter().map(|standing| standing.card.top()).collect();
        let Some(first) = tops.first() else { return false };
        let columns = tops.iter().take_while(|top| (*top - first).abs() < 1.0).count();
        // One row tells nothing of columns that are not filled, nor of a gap.
        if columns == tops.len() {
            return false;
        }
        // A card that was opened makes its row higher than the others; what has been as low once can be so.
        let rows = tops.iter().step_by(columns).zip(tops.iter().skip(columns).step_by(columns));
        let row = rows.map(|(top, next)| next - top).reduce(f64::min);
        let known = self.row.filter(|_| columns == self.columns);
        if known.zip(row).is_some_and(|(known, row)| known <= row + 0.5) {
            return false;
        }
        (self.row, self.columns) = (row, columns);
        true
    }
}

fn pixels(length: f64) -> String {
    [&whole(length).to_string(), "px"].concat()
}
