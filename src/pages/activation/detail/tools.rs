use latchkey_qr::Symbol;
use leptos::{prelude::*, task::spawn_local};

use super::share::{ShareButton, ShareWarning};
use crate::{
    browser::share,
    components::{Icon, IconName, ImageFormat, SaveButtons, download_symbol},
    i18n::{Key, Texts, texts},
    pages::activation::{
        card::shown_text,
        letter::print_letters,
        list_state::{Id, ListState},
        symbol::{entry_symbol, image_deadline},
    },
};

/// What else can be done with the code: share it, save the symbol, print a letter.
#[component]
pub fn Tools(
    /// The list that the code is in.
    state: ListState,
    /// The id of the entry in the list.
    id: Id,
    /// The name of the user.
    user: String,
    /// The tenant.
    tenant: String,
) -> impl IntoView {
    let t = texts();
    let message = RwSignal::new(String::new());
    let is_sharing = RwSignal::new(false);
    let names = StoredValue::new((user, tenant));
    let save = move |format: ImageFormat| {
        spawn_local(async move {
            let said = match entry_symbol(state, id, image_deadline()).await {
                Ok(symbol) => save_symbol(t, &symbol, format),
                Err(reason) => t.say(reason).to_owned(),
            };
            message.set(said);
        });
    };
    let print = move |_| {
        if let Some((user_name, tenant_name)) = names.try_get_value() {
            print_letters(state, vec![id], user_name, tenant_name, message);
        }
    };
    let has_text = untrack(|| state.entry(id)).is_some_and(|entry| shown_text(&entry).is_some());
    let share_button = (share::is_supported() && has_text).then(|| view! { <ShareButton is_sharing /> });
    let share_warning =
        move || is_sharing.get().then(|| view! { <ShareWarning state id names is_sharing /> });
    view! {
        <div class="card-actions">
            {share_button} <SaveButtons on_save=save />
            <button type="button" class="quiet-button" on:click=print>
                <Icon name=IconName::Print />
                {t.say(Key::DetailPrint)}
            </button>
        </div>
        <div>{share_warning}</div>
        <p class="quiet detail-said" role="status" prop:textContent=message />
    }
}

/// Saves a symbol. Returns what happened, in words.
fn save_symbol(t: Texts, symbol: &Symbol, format: ImageFormat) -> String {
    match download_symbol(symbol, "activation-code", format) {
        Some(name) => t.fill(Key::DetailSaved, &[("name", &name)]),
        None => t.say(Key::DetailNotSaved).to_owned(),
    }
}
