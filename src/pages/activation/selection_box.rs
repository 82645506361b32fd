use leptos::prelude::*;

use super::list_state::{Id, ListState};
use crate::i18n::{Key, texts};

/// A box that selects one code.
#[component]
pub fn SelectionBox(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
) -> impl IntoView {
    let t = texts();
    let picked = state.picked;
    let is_picked = move || picked.with(|picked| picked.as_ref().is_some_and(|picked| picked.contains(id)));
    let change = move |is_checked: bool| {
        picked.update(|picked| {
            if let Some(picked) = picked {
                picked.set(id, is_checked);
            }
        });
    };
    view! {
        <label class="check pick">
            <input
                type="checkbox"
                prop:checked=is_picked
                on:change:target=move |event| change(event.target().checked())
            />
            <span>{t.say(Key::PickThis)}</span>
        </label>
    }
}
