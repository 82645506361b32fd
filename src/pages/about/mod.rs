//! The view about the page itself.

mod protections;

use latchkey_core::{
    connection::{Auth, Connection},
    credential::CredentialKind,
};
use leptos::prelude::*;

use self::protections::Protections;

use crate::{
    browser::{document, intl},
    components::{IconName, Notice},
    context::use_app,
    i18n::{Key, Texts, texts},
};

/// Version, clock, what is stored where, and what the page's own server protects.
#[component]
pub fn AboutPage() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let clock = Memo::new(move |_| match app.clock.device_offset_ms() {
        Some(ahead_ms) => clock_words(t, ahead_ms),
        None if app.clock.is_verified() => t.say(Key::ClockVerified).to_owned(),
        None => t.say(Key::ClockNotVerified).to_owned(),
    });
    // Set by `boot/loader.js`.
    let is_wasm_type_wrong = document::has_root_attribute("data-wasm-type");
    let wasm_type =
        is_wasm_type_wrong.then(|| view! { <Notice icon=IconName::Soon text=t.say(Key::AboutWasmType) /> });
    let takes_key = |connection: &Connection| connection.auth == Auth::Direct(CredentialKind::ApiKey);
    let key_notice = move || {
        app.connections.all().iter().any(takes_key).then(|| {
            view! {
                <p>
                    <Notice icon=IconName::Trouble text=t.say(Key::AboutKey) />
                </p>
            }
        })
    };
    view! {
        <article class="card prose">
            <h1 tabindex="-1">{t.say(Key::AboutTitle)}</h1>
            <p>{t.say(Key::AboutWhat)}</p>
            <dl class="details">
                <div>
                    <dt>{t.say(Key::AboutVersion)}</dt>
                    <dd>{env!("CARGO_PKG_VERSION")}</dd>
                </div>
                <div>
                    <dt>{t.say(Key::AboutCommit)}</dt>
                    <dd translate="no">{env!("LATCHKEY_COMMIT")}</dd>
                </div>
                <div>
                    <dt>{t.say(Key::AboutClock)}</dt>
                    <dd prop:textContent=clock />
                </div>
                <div>
                    <dt>{t.say(Key::AboutLicence)}</dt>
                    <dd translate="no">{"MIT OR Apache-2.0"}</dd>
                </div>
            </dl>
            {wasm_type}
            <h2>{t.say(Key::AboutStoredTitle)}</h2>
            <p>{t.say(Key::AboutStored)}</p>
            <p>{t.say(Key::AboutNotStored)}</p>
            {key_notice}
            <h2>{t.say(Key::AboutSourcesTitle)}</h2>
            <p>{t.say(Key::AboutSources)}</p>
            <p class="quiet">{t.say(Key::AboutDeprecated)}</p>
            // Last, because it grows when its answer arrives.
            <Protections />
        </article>
    }
}

/// Returns in words by how many milliseconds the device's clock is ahead, or behind where that is negative.
#[must_use]
pub fn clock_words(t: Texts, ahead_ms: i64) -> String {
    let key = if ahead_ms > 0 { Key::ClockAhead } else { Key::ClockBehind };
    t.fill(key, &[("time", &intl::duration(t.language(), ahead_ms.saturating_abs()))])
}
