//! The settings of this device, in a dialog over the current view, which keeps what it shows.

mod appearance;
mod device;
mod kept;
mod passes;

use leptos::prelude::*;

use self::{appearance::Appearance, device::DeviceSection, kept::KeptCodesSection, passes::Passes};
use crate::{
    browser::storage,
    components::{Dialog, IconName, Notice, PreferenceBox},
    context::{FrameDialog, use_app},
    i18n::{Key, texts},
};

/// Language, theme, how lists behave, and what the device remembers.
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let app = use_app();
    let t = texts();
    // Most browsers can store settings, so only the opposite is mentioned.
    let forgets = (!storage::is_available())
        .then(|| view! { <Notice icon=IconName::Note text=t.say(Key::SettingsForgets) /> });
    view! {
        <Dialog class="settings" title=t.say(Key::SettingsTitle) on_close=move |()| app.dialog.set(None)>
            <div class="settings-body">
                {forgets} <Appearance /> <Passes /> <section aria-labelledby="settings-lists">
                    <h3 id="settings-lists">{t.say(Key::HomeLists)}</h3>
                    <div class="options">
                        <PreferenceBox name=Key::OptionOpen preference=app.preferences.codes_open />
                        <PreferenceBox name=Key::OptionMinute preference=app.preferences.every_minute />
                    </div>
                </section> <section aria-labelledby="settings-keys">
                    <h3 id="settings-keys">{t.say(Key::KeysTitle)}</h3>
                    <div class="options">
                        <PreferenceBox name=Key::KeysSingle preference=app.preferences.single_keys />
                        <button
                            type="button"
                            class="quiet-button"
                            on:click=move |_| app.dialog.set(Some(FrameDialog::Keys))
                        >
                            {t.say(Key::KeysShow)}
                        </button>
                    </div>
                </section> <DeviceSection /> <KeptCodesSection />
            </div>
        </Dialog>
    }
}
