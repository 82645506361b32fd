use std::time::Duration;

use latchkey_core::secret::Secret;
use leptos::{prelude::*, task::spawn_local};

use super::{CodeText, Icon, Symbol};
use crate::{
    browser::clipboard,
    i18n::{Key, texts},
};

/// How far a copy got.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    Refused,
}

/// A button that copies a text exactly; it says so in words and aloud.
#[component]
pub fn CopyButton(
    /// The text.
    text: Secret,
    /// What is copied, for the button's name, such as "Copy code".
    label: &'static str,
) -> AnyView {
    let t = texts();
    let copied = RwSignal::new(Copied::NotYet);
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let outcome = if clipboard::write(text.reveal()).await { Copied::Done } else { Copied::Refused };
            // The button may be gone by now.
            let _ = copied.try_set(outcome);
            let relax = move || {
                let _ = copied.try_set(Copied::NotYet);
            };
            set_timeout(relax, Duration::from_secs(4));
        });
    };
    let said = move || match copied.get() {
        Copied::NotYet => "",
        Copied::Done => t.say(Key::CopyDone),
        Copied::Refused => t.say(Key::CopyRefused),
    };
    let symbol = move || if copied.get() == Copied::Done { Symbol::Tick } else { Symbol::Copy };
    view! {
        <span class="copy">
            <button type="button" class="quiet-button" on:click=copy>
                {move || view! { <Icon symbol=symbol() /> }}
                {label}
            </button>
            <span role="status" class="said">{said}</span>
        </span>
    }
    .into_any()
}

/// One line of what an app asks for: its name, the text, and a button to copy it.
#[component]
pub fn CopyRow(
    /// The name of the text.
    name: &'static str,
    /// The text.
    text: String,
    /// The button's name.
    label: &'static str,
) -> AnyView {
    let secret = Secret::new(text);
    view! {
        <div class="copy-row">
            <dt>{name}</dt>
            <dd>
                <CodeText code=secret.clone() />
                <CopyButton text=secret label=label />
            </dd>
        </div>
    }
    .into_any()
}
