//! The settings of this device, in a dialog over the current view, which keeps what it shows.

mod appearance;
mod kept;

use leptos::prelude::*;

use self::{appearance::Appearance, kept::KeptCodesSection};
use crate::{
    browser::storage,
    components::{Dialog, IconName, Notice, PreferenceBox},
    context::use_app,
    i18n::{Key, texts},
};

/// The dialog, while it is open.
#[component]
pub fn SettingsPlace() -> impl IntoView {
    let app = use_app();
    move || app.settings_open.get().then(|| view! { <SettingsDialog /> })
}

/// Language, theme, how lists behave, and the codes that are kept.
#[component]
fn SettingsDialog() -> impl IntoView {
    let app = use_app();
    let t = texts();
    // Most browsers can store settings, so only the opposite is mentioned.
    let forgets = (!storage::is_available())
        .then(|| view! { <Notice icon=IconName::Note text=t.say(Key::SettingsForgets) /> });
    view! {
        <Dialog
            class="settings"
            title=t.say(Key::SettingsTitle)
            on_close=move |()| app.settings_open.set(false)
        >
            <div class="settings-body">
                {forgets} <Appearance /> <section aria-labelledby="settings-lists">
                    <h3 id="settings-lists">{t.say(Key::HomeLists)}</h3>
                    <div class="options">
                        <PreferenceBox name=Key::OptionOpen preference=app.preferences.codes_open />
                        <PreferenceBox name=Key::OptionMinute preference=app.preferences.every_minute />
                    </div>
                </section> <KeptCodesSection />
            </div>
        </Dialog>
    }
}
