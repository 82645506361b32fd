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
    /// Whether the code is selected; `None` while none are being selected.
    picked: RwSignal<Option<bool>>,
) -> impl IntoView {
    let t = texts();
    let is_picked = move || picked.get().unwrap_or_default();
    let change = move |is_checked: bool| {
        state.picked.update(|selection| {
            if let Some(selection) = selection {
                selection.set(id, is_checked);
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
