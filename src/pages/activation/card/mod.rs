//! One entry of the list.

mod code;
mod facts;

use latchkey_core::{
    activation_code::{ActivationCode, Code},
    secret::Secret,
};
use leptos::{html, prelude::*};

use self::code::MaskedCode;
pub use self::{
    code::Revealed,
    facts::{Life, Remarks},
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

/// One entry of the list: masked at first; on request with code and symbol. Once it has expired the card only
/// says so, in the same place and size, so that nothing around it moves.
#[component]
pub fn CodeCard(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
    /// The place of the card in the list, from 1.
    #[prop(into)]
    position: Signal<usize>,
    /// How many cards the list has, whether or not they exist.
    #[prop(into)]
    set_size: Signal<usize>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let end = untrack(|| state.entry(id))?.end;
    let card = NodeRef::<html::Li>::new();
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
    let visibility = Visibility::new(app, end, false, keep_room);
    let has_ended = Memo::new(move |_| visibility.is_over());
    let is_fresh = Memo::new(move |_| state.is_fresh(id));
    let is_selecting = Memo::new(move |_| state.picked.with(Option::is_some) && !has_ended.get());
    let fresh_mark =
        move || is_fresh.get().then(|| view! { <StateMark mark=Mark::Plain text=t.say(Key::CardFresh) /> });
    let selection_box = move || is_selecting.get().then(|| view! { <SelectionBox state id /> });
    let face = move || match untrack(|| state.entry(id)) {
        Some(entry) if has_ended.get() => view! { <EndedFace entry /> }.into_any(),
        Some(entry) => view! { <CodeFace state id entry visibility /> }.into_any(),
        None => ().into_any(),
    };
    Some(view! {
        <li
            class="card code-card"
            class:ended=has_ended
            class:fresh=is_fresh
            tabindex="-1"
            aria-posinset=move || position.get().to_string()
            aria-setsize=move || set_size.get().to_string()
            node_ref=card
        >
            {fresh_mark}
            {selection_box}
            {face}
        </li>
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
) -> impl IntoView {
    let end = entry.end;
    let generation = Memo::new(move |_| state.generation());
    // The next answer may list the same code with other remarks.
    let remarks = move || {
        generation.get();
        untrack(|| state.entry(id)).map(|current| view! { <Remarks entry=current /> })
    };
    view! {
        <MaskedCode state id entry visibility />
        <Life end />
        <div class="card-remarks">{remarks}</div>
    }
}

/// The content of the card of an expired code: only when it expired, because the code cannot be used.
#[component]
fn EndedFace(
    /// The entry.
    entry: ActivationCode,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let end_text = end_signal(t, entry.end, app.clock);
    view! {
        <p class="code-line masked">{t.say(Key::CardEnded)}</p>
        <div class="card-actions" />
        <div class="card-time">
            <StateMark mark=Mark::Over text=t.say(Key::StateExpired) />
            <p class="quiet" prop:textContent=end_text />
        </div>
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
