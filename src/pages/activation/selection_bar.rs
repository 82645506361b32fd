use std::sync::Arc;

use latchkey_core::selection::Selection;
use leptos::{html, prelude::*};

use super::{
    export::copy_codes,
    letter::print_letters,
    list_state::{Id, ListState},
};
use crate::{
    components::{Icon, IconName, return_focus},
    i18n::{Key, texts},
};

/// While codes are being selected: what can be done with them, and a way to select all that are listed.
#[component]
pub fn SelectionBar(
    /// The list.
    state: ListState,
    /// The entries that are listed.
    chosen: Memo<Arc<[Id]>>,
    /// The tenant, for the letters.
    tenant: String,
) -> impl IntoView {
    let is_selecting = Memo::new(move |_| state.picked.with(Option::is_some));
    let tenant = StoredValue::new(tenant);
    let tools = move || {
        is_selecting.get().then(|| view! { <SelectionTools state chosen tenant=tenant.get_value() /> })
    };
    view! { <div class="list-picks">{tools}</div> }
}

/// Print, copy, save as a file, select all, done.
#[component]
fn SelectionTools(
    /// The list.
    state: ListState,
    /// The entries that are listed.
    chosen: Memo<Arc<[Id]>>,
    /// The tenant, for the letters.
    tenant: String,
) -> impl IntoView {
    let t = texts();
    let picked = state.picked;
    let message = state.picked_message;
    message.set(String::new());
    let count = Memo::new(move |_| picked.with(|picked| picked.as_ref().map_or(0, Selection::len)));
    let select_all = move |_| {
        picked.update(|picked| {
            if let Some(picked) = picked {
                picked.select_all(&chosen.get_untracked());
            }
        });
    };
    // Does something with the selected codes, or says that there are none.
    let with_picked = move |act: &dyn Fn(Vec<Id>)| {
        let ids = state.picked_in_order(&chosen.get_untracked());
        if ids.is_empty() {
            message.set(t.say(Key::PickSome).to_owned());
        } else {
            act(ids);
        }
    };
    let print = move |_| {
        with_picked(&|ids| print_letters(state, ids, untrack(|| state.user()), tenant.clone(), message));
    };
    let copy = move |_| with_picked(&|ids| copy_codes(state, &ids));
    let export = move |_| with_picked(&|_| state.exporting.set(true));
    let export_button = NodeRef::<html::Button>::new();
    return_focus(export_button, state.exporting.into());
    let is_disabled = move || (count.get() == 0).to_string();
    view! {
        <div class="picks">
            <div class="pick-actions">
                <button type="button" class="button" aria-disabled=is_disabled on:click=print>
                    <Icon name=IconName::Print />
                    <span prop:textContent=move || t.count(Key::PickPrint, count.get()) />
                </button>
                <button type="button" class="quiet-button" aria-disabled=is_disabled on:click=copy>
                    <Icon name=IconName::Copy />
                    <span prop:textContent=move || t.count(Key::PickCopy, count.get()) />
                </button>
                <button
                    type="button"
                    class="quiet-button"
                    aria-haspopup="dialog"
                    aria-disabled=is_disabled
                    on:click=export
                    node_ref=export_button
                >
                    <Icon name=IconName::Save />
                    {t.say(Key::PickExport)}
                </button>
                <button type="button" class="quiet-button" on:click=select_all>
                    <Icon name=IconName::Select />
                    <span prop:textContent=move || {
                        t.count(Key::PickAll, chosen.with(|chosen| chosen.len()))
                    } />
                </button>
                <button type="button" class="quiet-button" on:click=move |_| picked.set(None)>
                    {t.say(Key::PickDone)}
                </button>
            </div>
            <p class="quiet" role="status" prop:textContent=message />
        </div>
    }
}
