//! One entry of the list.

mod code;
mod facts;
mod signals;

use latchkey_core::{
    activation_code::{ActivationCode, Code},
    secret::Secret,
};
use leptos::{html, prelude::*};

use self::code::{CodeButtons, MaskedCode};
pub use self::{
    code::Revealed,
    facts::{Life, Remarks},
    signals::CardSignals,
};
use super::{
    list_state::{Id, ListState},
    selection_box::SelectionBox,
    visibility::Visibility,
};
use crate::{
    browser::element,
    components::{Mark, StateMark, end_signal},
    context::use_app,
    i18n::{Key, texts},
};

/// The role of the parts of a row.
const CELL: &str = "gridcell";

/// One entry of the list: masked at first; on request with code and symbol. Once it has expired it only says
/// so, in the same place and size, so that nothing around it moves. A card, or a row of one line, as the list
/// was when it was built.
#[component]
pub fn CodeCard(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
    /// What it shows of the list and the page.
    signals: CardSignals,
) -> impl IntoView {
    let app = use_app();
    let end = untrack(|| state.entry(id))?.end;
    let is_row = state.is_dense.get_untracked();
    let cell = is_row.then_some(CELL);
    let card = NodeRef::<html::Div>::new();
    // The card keeps its size when code and symbol are removed, and the focus when the focused button is
    // removed.
    let keep_room = move || {
        if let Some(card) = card.get_untracked() {
            element::keep_height(&card);
            if element::contains_focus(&card) {
                element::focus(&card, false);
            }
        }
    };
    let visibility = Visibility::new(app, signals.page(), end, false, keep_room);
    let has_ended = Memo::new(move |_| visibility.is_over());
    let CardSignals { position, set_size, is_fresh, picked, .. } = signals;
    let is_selecting = Memo::new(move |_| picked.get().is_some() && !has_ended.get());
    let is_picked = Signal::derive(move || is_row.then(|| picked.get().unwrap_or_default().to_string()));
    // Signals of one type, because each type of a changing attribute takes space in the bundle.
    let number = |is_stated: bool, number: RwSignal<usize>, first: usize| {
        Signal::derive(move || is_stated.then(|| (number.get() + first).to_string()))
    };
    let selection_box = move || {
        is_selecting.get().then(|| {
            view! {
                <div class="card-pick" role=cell>
                    <SelectionBox state id picked />
                </div>
            }
        })
    };
    let face = move || match untrack(|| state.entry(id)) {
        Some(entry) if has_ended.get() => view! { <EndedFace entry cell /> }.into_any(),
        Some(entry) => view! { <CodeFace state id entry visibility signals cell /> }.into_any(),
        None => ().into_any(),
    };
    Some(view! {
        <div
            class="card code-card"
            class:ended=has_ended
            class:fresh=is_fresh
            tabindex="-1"
            role=if is_row { "row" } else { "listitem" }
            aria-posinset=number(!is_row, position, 0)
            aria-setsize=number(!is_row, set_size, 0)
            // The heads are the first row.
            aria-rowindex=number(is_row, position, 1)
            aria-selected=is_picked
            node_ref=card
        >
            {selection_box}
            {face}
        </div>
    })
}

/// The content of the card of a valid code.
#[component]
fn CodeFace(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
    /// The entry.
    entry: ActivationCode,
    /// Whether the code is shown.
    visibility: Visibility,
    /// What the card shows of the list and the page.
    signals: CardSignals,
    /// The role of each part, if the entry is a row.
    cell: Option<&'static str>,
) -> impl IntoView {
    let t = texts();
    let end = entry.end;
    let is_row = cell.is_some();
    let CardSignals { is_fresh, generation, .. } = signals;
    let fresh_mark =
        move || is_fresh.get().then(|| view! { <StateMark mark=Mark::Plain text=t.say(Key::CardFresh) /> });
    // The next answer may list the same code with other remarks.
    let remarks = move || {
        generation.get();
        untrack(|| state.entry(id)).map(|current| view! { <Remarks entry=current /> })
    };
    view! {
        <div class="card-code" role=cell>
            {fresh_mark}
            <MaskedCode state id entry=entry.clone() visibility generation is_row />
            <div class="card-remarks">{remarks}</div>
        </div>
        <Life end cell />
        <div class="card-actions" role=cell>
            <CodeButtons state id entry visibility is_row />
        </div>
    }
}

/// The content of the card of an expired code: only when it expired, because the code cannot be used.
#[component]
fn EndedFace(
    /// The entry.
    entry: ActivationCode,
    /// The role of each part, if the entry is a row.
    cell: Option<&'static str>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let end_text = end_signal(t, entry.end, app.clock);
    view! {
        <div class="card-code" role=cell>
            <p class="code-line masked">{t.say(Key::CardEnded)}</p>
        </div>
        <div class="card-time">
            <div class="card-state" role=cell>
                <StateMark mark=Mark::Over text=t.say(Key::StateExpired) />
            </div>
            <p class="quiet" role=cell prop:textContent=end_text />
        </div>
        <div class="card-actions" role=cell />
    }
}

/// Returns the code of an entry; `None` if the service hides it.
#[must_use]
pub fn shown_text(entry: &ActivationCode) -> Option<Secret> {
    match &entry.code {
        Code::Shown { text, .. } => Some(text.clone()),
        Code::Hidden => None,
    }
}
