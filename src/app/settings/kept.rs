use latchkey_core::kept_code::KeptPass;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::document,
    components::{Icon, IconName},
    context::use_app,
    i18n::{Key, texts},
};

/// The access codes that are kept on this device, each with a button to remove it.
#[component]
pub fn KeptCodesSection() -> impl IntoView {
    let app = use_app();
    let t = texts();
    spawn_local(async move {
        let _ = app.kept_codes.load().await;
    });
    let list = move || {
        let passes = app.kept_codes.passes();
        if passes.is_empty() {
            return view! { <p class="quiet">{t.say(Key::SettingsKeptNone)}</p> }.into_any();
        }
        let rows = passes.into_iter().map(|pass| view! { <KeptRow pass /> }).collect_view();
        view! {
            <p class="quiet">{t.say(Key::SettingsKeptWords)}</p>
            <ul class="kept-list">{rows}</ul>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="settings-kept">
            <h3 id="settings-kept" tabindex="-1">
                {t.say(Key::SettingsKept)}
            </h3>
            {list}
        </section>
    }
}

/// A pass whose code is kept: the name of its connection, the customer, and a button to remove the code.
#[component]
fn KeptRow(
    /// The pass.
    pass: KeptPass,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let connection = untrack(|| app.connections.find(pass.connection()));
    // A connection that the site no longer has is known by its id only.
    let mut name = connection.map_or_else(|| pass.connection().to_string(), |connection| connection.name);
    if let Some(customer) = pass.customer() {
        name.extend([" · ", &customer.to_string()]);
    }
    let label = t.fill(Key::HomeForget, &[("name", &name)]);
    let remove = move |_| {
        document::focus("#settings-kept");
        spawn_local(app.kept_codes.remove(pass.clone()));
    };
    view! {
        <li>
            <bdi>{name}</bdi>
            <button type="button" class="quiet-button" aria-label=label on:click=remove>
                <Icon name=IconName::Over />
                {t.say(Key::KeptRemoveShort)}
            </button>
        </li>
    }
}
