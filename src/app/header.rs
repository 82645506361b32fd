use latchkey_core::route::Route;
use leptos::{html, prelude::*};

use crate::{
    components::{Icon, IconName, return_focus},
    context::{FrameDialog, use_app},
    i18n::{Key, texts},
};

/// The bar at the top: the name, the lock where there may be codes, and the settings.
#[component]
pub fn Header() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let title = move || app.connections.title().unwrap_or_else(|| t.say(Key::AppName).to_owned());
    let can_lock = Memo::new(move |_| app.can_lock());
    let lock_button = move || {
        can_lock.get().then(|| {
            view! {
                <button type="button" class="quiet-button" on:click=move |_| app.lock()>
                    <Icon name=IconName::Lock />
                    {t.say(Key::LockButton)}
                </button>
            }
        })
    };
    view! {
        <header class="bar">
            <a class="brand" href=Route::Home.href()>
                <Icon name=IconName::Pass />
                <span prop:textContent=title />
            </a>
            <nav aria-label=t.say(Key::AppNavigation)>{lock_button} <SettingsButton /></nav>
        </header>
    }
}

/// Opens the settings.
#[component]
fn SettingsButton() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let button = NodeRef::<html::Button>::new();
    return_focus(button, Signal::derive(move || app.dialog.get() == Some(FrameDialog::Settings)));
    view! {
        <button
            type="button"
            class="quiet-button"
            aria-haspopup="dialog"
            on:click=move |_| app.dialog.set(Some(FrameDialog::Settings))
            node_ref=button
        >
            <Icon name=IconName::Settings />
            <span class="wide-only">{t.say(Key::SettingsTitle)}</span>
        </button>
    }
}
