use std::sync::Arc;

use leptos::prelude::*;

use super::{
    letter::print_letters,
    list_state::{Id, ListState},
};
use crate::{
    components::{Icon, IconName},
    i18n::{Key, texts},
};

/// While codes are being selected: letters of them, and a way to select all that are listed.
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
    view! { <div>{tools}</div> }
}

/// Print, select all, done.
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
    let message = RwSignal::new(String::new());
    let count = Memo::new(move |_| picked.with(|picked| picked.as_ref().map_or(0, Vec::len)));
    let select_all = move |_| {
        picked.update(|picked| {
            if let Some(picked) = picked {
                // What was selected under another search stays selected.
                let chosen = chosen.get_untracked();
                picked.retain(|id| !chosen.contains(id));
                picked.extend(chosen.iter());
            }
        });
    };
    let print = move |_| {
        let ids = picked.get_untracked().unwrap_or_default();
        if ids.is_empty() {
            message.set(t.say(Key::PickSome).to_owned());
        } else {
            print_letters(state, ids, untrack(|| state.user()), tenant.clone(), message);
        }
    };
    view! {
        <div class="picks">
            <div class="pick-actions">
                <button
                    type="button"
                    class="button"
                    aria-disabled=move || (count.get() == 0).to_string()
                    on:click=print
                >
                    <Icon name=IconName::Print />
                    <span prop:textContent=move || t.count(Key::PickPrint, count.get()) />
                </button>
                <button type="button" class="quiet-button" on:click=select_all>
                    <Icon name=IconName::Tick />
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
