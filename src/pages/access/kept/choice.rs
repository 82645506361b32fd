use latchkey_core::{access_code::AccessCode, kept_code::KeptCode, notes::Decoded};
use leptos::prelude::*;

use super::{KeptState, Known};
use crate::{
    browser::intl,
    components::{IconName, Notice},
    i18n::{Key, Texts, texts},
    state::KeptCodes,
};

/// The id of the words about the risk.
const HINT_ID: &str = "keep-hint";

/// Below a static code: a box to keep it on the device, with the risk of that in words.
#[component]
pub fn KeepChoice(
    /// The code that is kept.
    kept: KeptState,
    /// The code that is shown.
    #[prop(into)]
    code: Signal<Option<Decoded<AccessCode>>>,
) -> impl IntoView {
    let t = texts();
    let may_keep = Memo::new(move |_| {
        code.with(|code| code.as_ref().is_some_and(|decoded| KeptCode::may_keep(&decoded.value)))
    });
    move || {
        let choice = || {
            if KeptCodes::is_available() {
                view! { <KeepBox kept code /> }.into_any()
            } else {
                view! {
                    <p class="keep hint">
                        <Notice icon=IconName::Note text=t.say(Key::KeepUnavailable) />
                    </p>
                }
                .into_any()
            }
        };
        may_keep.get().then(choice)
    }
}

/// The box and its words.
#[component]
fn KeepBox(
    /// The code that is kept.
    kept: KeptState,
    /// The code that is shown.
    code: Signal<Option<Decoded<AccessCode>>>,
) -> impl IntoView {
    let t = texts();
    let is_checked = move || kept.known.with(|known| matches!(known, Known::Saving | Known::Code(_)));
    let change = move |is_wanted: bool| {
        if !is_wanted {
            kept.remove();
        } else if let Some(decoded) = code.get_untracked() {
            kept.keep(decoded.value);
        }
    };
    let state_text = move || match kept.known.get() {
        Known::Code(kept) => since_in_words(t, Key::KeepSince, &kept),
        Known::Refused => t.say(Key::KeepFailed).to_owned(),
        Known::Reading | Known::Nothing | Known::Saving => String::new(),
    };
    view! {
        <div class="keep">
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby=HINT_ID
                    prop:checked=is_checked
                    on:change:target=move |event| change(event.target().checked())
                />
                <span>{t.say(Key::KeepLabel)}</span>
            </label>
            <p id=HINT_ID class="hint">
                {t.say(Key::KeepHint)}
            </p>
            <p role="status" class="hint" prop:textContent=state_text />
        </div>
    }
}

/// Returns a text with the time since when a code is kept.
pub fn since_in_words(t: Texts, key: Key, kept: &KeptCode) -> String {
    t.fill(key, &[("moment", &intl::full_date_time(t.language(), kept.since().millis()))])
}
