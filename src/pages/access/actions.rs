use latchkey_core::{access_code::AccessCode, ids::CustomerId, notes::Decoded};
use leptos::{html, prelude::*};

use super::{
    paper::Paper,
    shown_pass::{Panel, ShownPass},
};
use crate::{
    components::{CopyButton, Icon, IconName, Keyed, return_focus},
    context::use_app,
    i18n::{Key, texts},
    pages::refresh_controls::RefreshButton,
};

/// The buttons below a pass. The first stage draws none of this.
#[component]
pub fn PassActions(
    /// The pass.
    shown: ShownPass,
    /// The name of the pass.
    name: String,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
    /// Whether the pass is shown on the whole screen.
    is_full_screen: RwSignal<bool>,
) -> impl IntoView {
    let t = texts();
    let opener = NodeRef::<html::Button>::new();
    return_focus(opener, is_full_screen.into());
    // The button stays while codes are renewed, because it gets the focus back.
    let has_code = Memo::new(move |_| match shown.panel.get() {
        Panel::Code | Panel::Hidden(_) => true,
        Panel::Loading | Panel::Nothing => false,
    });
    use_app().offer_action(t.say(Key::FullScreenOpen), Some('f'), move || {
        is_full_screen.set(has_code.get_untracked());
    });
    let full_screen_button = move || {
        has_code.get().then(|| {
            view! {
                <button
                    type="button"
                    class="quiet-button"
                    aria-haspopup="dialog"
                    on:click=move |_| is_full_screen.set(true)
                    node_ref=opener
                >
                    <Icon name=IconName::Large />
                    {t.say(Key::FullScreenOpen)}
                </button>
            }
        })
    };
    let has_failed = Memo::new(move |_| shown.failure.with(Option::is_some));
    // A failure has a button of its own that does the same.
    let refresh_button =
        move || (!has_failed.get()).then(|| view! { <RefreshButton controller=shown.controller /> });
    let copy_button = move |code: Option<Decoded<AccessCode>>| match code {
        Some(decoded) => {
            view! { <CopyButton text=decoded.value.content label=t.say(Key::CopyCode) /> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        <footer class="pass-actions">
            {full_screen_button} {refresh_button} <Keyed value=shown.code children=copy_button />
        </footer>
        <Paper shown name customer />
    }
}
