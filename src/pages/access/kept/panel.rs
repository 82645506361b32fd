use latchkey_core::{
    connection::Connection,
    kept_code::{KeptCode, KeptPass},
    notes::Decoded,
    pass::Pass,
    refresh::ViewState,
    route::Route,
};
use leptos::prelude::*;

use super::{KeptState, Known, cannot_ask, choice::since_in_words};
use crate::{
    browser::{document, wake_lock},
    components::{CopyButton, Icon, IconName},
    context::use_app,
    i18n::{Key, texts},
    pages::access::code_panel::CodePanel,
    state::KeptCodes,
};

/// The kept code while the service cannot be asked; where none is kept, what can be done without network.
#[component]
pub fn KeptPanel(
    /// The code that is kept.
    kept: KeptState,
    /// What the pass shows.
    view_state: RwSignal<ViewState>,
) -> impl IntoView {
    let t = texts();
    let has_nothing = Memo::new(move |_| {
        let is_known = kept.known.with(|known| matches!(known, Known::Nothing | Known::Refused));
        is_known && view_state.with(cannot_ask) && KeptCodes::is_available()
    });
    let nothing = move || has_nothing.get().then(|| view! { <p class="quiet">{t.say(Key::KeptNothing)}</p> });
    view! {
        <KeptCodeView kept words=Key::KeptWords />
        {nothing}
    }
}

/// The kept code of the pass in the address, while the key of its connection has not been entered.
#[component]
pub fn KeptWithoutKey(
    /// The connection.
    connection: Connection,
) -> impl IntoView {
    let app = use_app();
    let customer = match app.route.get_untracked() {
        Route::Access { customer, .. } => customer,
        Route::Home
        | Route::Start(_)
        | Route::Desk { .. }
        | Route::Activation { .. }
        | Route::NewConnection
        | Route::About
        | Route::NotFound => None,
    };
    let id = connection.id.clone();
    Pass::new(connection, customer).map(|pass| {
        let pass = KeptPass::new(id, customer, &pass.request(None, ""));
        let kept = KeptState::read(app, pass, || true);
        let card = move || {
            kept.is_shown.get().then(|| {
                view! {
                    <article class="card pass kept-card">
                        <KeptCodeView kept words=Key::KeptWithoutKey />
                    </article>
                }
            })
        };
        view! { <div>{card}</div> }
    })
}

/// A kept code while it is shown, with words that it is one, and buttons to copy and to remove it.
#[component]
fn KeptCodeView(
    /// The code that is kept.
    kept: KeptState,
    /// The words, with a place for the time since when it is kept.
    words: Key,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    wake_lock::hold_while(kept.is_shown.into(), app.lifecycle.visible);
    let remove = move |_| {
        kept.remove();
        document::focus("main h1");
    };
    let view = move |code: KeptCode| {
        let access_code = code.to_access_code();
        let content = access_code.content.clone();
        let decoded = Decoded { value: access_code, notes: Vec::new(), further_notes: 0 };
        view! {
            <p class="kept-words" role="status">
                <Icon name=IconName::Note />
                <span>{since_in_words(t, words, &code)}</span>
            </p>
            <CodePanel decoded />
            <div class="pass-actions">
                <CopyButton text=content label=t.say(Key::CopyCode) />
                <button type="button" class="quiet-button" on:click=remove>
                    <Icon name=IconName::Over />
                    {t.say(Key::KeptRemove)}
                </button>
            </div>
        }
    };
    // It is the same code as long as it is shown: a fresh one is shown in its own place.
    move || kept.is_shown.get().then(|| kept.code().map(view))
}
