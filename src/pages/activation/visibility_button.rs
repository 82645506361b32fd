use leptos::prelude::*;

use super::visibility::Visibility;
use crate::{
    components::{Icon, IconName},
    i18n::{Key, texts},
};

/// A button that shows a code or hides it; absent while all codes are shown anyway.
#[component]
pub fn VisibilityButton(
    /// Whether the code is shown now.
    visibility: Visibility,
    /// Whether there is a code as text; if not, only a symbol is shown.
    is_code_shown: bool,
    /// Whether the button shows only its icon, and its words when a pointer rests on it.
    #[prop(optional)]
    is_compact: bool,
) -> impl IntoView {
    let t = texts();
    let (show, hide) =
        if is_code_shown { (Key::CardShow, Key::CardHide) } else { (Key::CardShowQr, Key::CardHideQr) };
    let label = move || t.say(if visibility.is_shown() { hide } else { show });
    let tip = move || is_compact.then(label);
    move || {
        (!visibility.are_codes_open()).then(|| {
            view! {
                <button type="button" class="quiet-button" title=tip on:click=move |_| visibility.toggle()>
                    <Icon name=IconName::Eye />
                    <span prop:textContent=label />
                </button>
            }
        })
    }
}
