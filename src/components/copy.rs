use std::time::Duration;

use latchkey_core::secret::Secret;
use leptos::{prelude::*, task::spawn_local};

use super::{CodeText, Icon, IconName};
use crate::{
    browser::clipboard,
    i18n::{Key, texts},
};

/// How long the button shows the result.
const RESULT_SHOWN: Duration = Duration::from_secs(4);

/// Progress of a copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CopyState {
    Idle,
    Copied,
    Refused,
}

/// A button that copies a text exactly, and reports on screen and to screen readers whether it succeeded.
#[component]
pub fn CopyButton(
    /// What is copied.
    text: Secret,
    /// The words on the button.
    label: &'static str,
    /// Whether the button shows only its icon, and its words when a pointer rests on it.
    #[prop(optional)]
    is_compact: bool,
) -> impl IntoView {
    let t = texts();
    let state = RwSignal::new(CopyState::Idle);
    // The browser may keep an event listener for long after its element is gone; the owner drops the text at
    // once.
    let text = StoredValue::new(text);
    let copy = move |_| {
        let Some(text) = text.try_get_value() else { return };
        spawn_local(async move {
            let copied = clipboard::write(text.reveal()).await;
            state.set(if copied { CopyState::Copied } else { CopyState::Refused });
            set_timeout(move || state.set(CopyState::Idle), RESULT_SHOWN);
        });
    };
    let copied = Memo::new(move |_| state.get() == CopyState::Copied);
    let icon = move || view! { <Icon name=if copied.get() { IconName::Tick } else { IconName::Copy } /> };
    let result = move || match state.get() {
        CopyState::Idle => "",
        CopyState::Copied => t.say(Key::CopyDone),
        CopyState::Refused => t.say(Key::CopyRefused),
    };
    view! {
        <span class="copy" class:compact=is_compact>
            <button type="button" class="quiet-button" title=is_compact.then_some(label) on:click=copy>
                {icon}
                <span>{label}</span>
            </button>
            <span role="status" class="said" prop:textContent=result />
        </span>
    }
}

/// One line that people enter in the vendor's app: its name, the text, and a button to copy it.
#[component]
pub fn CopyRow(
    /// What the text is.
    name: &'static str,
    /// The text, shown and copied.
    text: String,
    /// The words on the button.
    label: &'static str,
) -> impl IntoView {
    let text = Secret::new(text);
    view! {
        <div class="copy-row">
            <dt>{name}</dt>
            <dd>
                <CodeText code=text.clone() />
                <CopyButton text label />
            </dd>
        </div>
    }
}
