use latchkey_core::{
    connection::Connection,
    kept_code::{KeptCode, KeptPass},
    notes::Decoded,
    pass::Pass,
    route::Route,
};
use leptos::{prelude::*, task::spawn_local};

use super::{KeptState, choice::since_in_words};
use crate::{
    browser::{document, wake_lock},
    components::{CopyButton, Icon, IconName, Keyed},
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
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let is_shown = Signal::derive(move || kept.shown.with(Option::is_some));
    wake_lock::hold_while(is_shown, app.lifecycle.visible);
    let remove = Callback::new(move |()| kept.remove());
    let panel = move |shown: Option<KeptCode>| match shown {
        Some(code) => view! { <KeptCodeView code words=Key::KeptWords on_remove=remove /> }.into_any(),
        None => ().into_any(),
    };
    let nothing = move || {
        (kept.has_nothing.get() && KeptCodes::is_available())
            .then(|| view! { <p class="quiet">{t.say(Key::KeptNothing)}</p> })
    };
    view! {
        <Keyed value=kept.shown children=panel />
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
        | Route::Activation { .. }
        | Route::NewConnection
        | Route::About
        | Route::NotFound => None,
    };
    let id = connection.id.clone();
    let pass = Pass::new(connection, customer)
        .map(|pass| StoredValue::new(KeptPass::new(id, customer, &pass.request(None, ""))));
    let kept = RwSignal::new(None::<KeptCode>);
    spawn_local(async move {
        let Some(pass) = pass.and_then(|pass| pass.try_get_value()) else { return };
        let found = app.kept_codes.find(&pass).await;
        let _ = kept.try_set(found);
    });
    let shown = Memo::new(move |_| kept.get().filter(|_| app.lifecycle.visible.get()));
    Effect::new(move || app.kept_codes.is_shown.set(shown.with(Option::is_some)));
    on_cleanup(move || {
        let _ = app.kept_codes.is_shown.try_set(false);
    });
    let remove = Callback::new(move |()| {
        kept.set(None);
        if let Some(pass) = pass.map(|pass| pass.get_value()) {
            spawn_local(async move { app.kept_codes.remove(&pass).await });
        }
    });
    let card = move |kept_code: Option<KeptCode>| match kept_code {
        Some(code) => view! {
            <article class="card pass">
                <KeptCodeView code words=Key::KeptWithoutKey on_remove=remove />
            </article>
        }
        .into_any(),
        None => ().into_any(),
    };
    view! { <Keyed value=shown children=card /> }
}

/// A kept code, with words that it is one, and buttons to copy and to remove it.
#[component]
fn KeptCodeView(
    /// The code.
    code: KeptCode,
    /// The words, with a place for the time since when it is kept.
    words: Key,
    /// Called to remove it.
    on_remove: Callback<()>,
) -> impl IntoView {
    let t = texts();
    let access_code = code.to_access_code();
    let content = access_code.content.clone();
    let decoded = Decoded { value: access_code, notes: Vec::new(), further_notes: 0 };
    let remove = move |_| {
        on_remove.run(());
        document::focus("main h1");
    };
    view! {
        <p class="kept-words" role="status">
            <Icon name=IconName::Note />
            <span>{since_in_words(words, &code)}</span>
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
}
