//! The pass on the whole screen, in front of its card: for the reader at the door.

mod scan_help;

use latchkey_core::{ids::CustomerId, refresh::HiddenReason};
use leptos::prelude::*;

use self::scan_help::ScanHelp;
use super::{
    pass_body::{PassBody, PassLine},
    shown_pass::{Panel, ShownPass},
};
use crate::{
    browser::{document, fullscreen, history_entry},
    components::{Announcer, Dialog, IconName, Notice},
    context::use_app,
    i18n::{Key, texts},
    pages::refresh_controls::RefreshButton,
};

/// The dialog, while it is open.
#[component]
pub fn FullScreen(
    /// The pass.
    shown: ShownPass,
    /// The name of the pass.
    name: String,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
    /// Whether it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    move || is_open.get().then(|| view! { <FullScreenPass shown name=name.clone() customer is_open /> })
}

/// Still a pass, because staff refuse a bare symbol: its name and the studio's, the customer, the state, the
/// symbol as large as the screen allows, the code and the time left.
///
/// The button, Escape and the browser's Back close it. A swipe does not, because the hand moves in front of a
/// reader.
#[component]
fn FullScreenPass(
    /// The pass.
    shown: ShownPass,
    /// The name of the pass.
    name: String,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
    /// Set to false when it is closed.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let controller = shown.controller;
    let close = move || {
        is_open.set(false);
        history_entry::remove();
    };
    fullscreen::fill_in_owner(close);
    history_entry::add_in_owner(move || is_open.set(false));
    let studio = app.connections.title().map(|title| view! { <p class="full-pass-studio">{title}</p> });
    // A failure has a button of its own that does the same.
    let can_refresh = Memo::new(move |_| {
        matches!(shown.panel.get(), Panel::Hidden(_)) && shown.failure.with(Option::is_none)
    });
    focus_refresh_at_end(shown.panel);
    let refresh_button = move || can_refresh.get().then(|| view! { <RefreshButton controller /> });
    view! {
        <Dialog class="full-pass" title=name on_close=move |()| close()>
            <div class="full-pass-body">
                <div class="full-pass-facts">{studio} <PassLine shown customer /></div>
                <PassBody shown is_full_screen=true />
                <div class="full-pass-more">
                    {refresh_button} <Notice icon=IconName::Note text=t.say(Key::FullScreenBrightness) />
                    <ScanHelp />
                </div>
                // The one of the card is behind the dialog, where screen readers do not look.
                <Announcer display=Signal::derive(move || controller.view_state.with(|view| view.display)) />
            </div>
        </Dialog>
    }
}

/// Moves the focus to the button for the next code when one has ended.
fn focus_refresh_at_end(panel: Memo<Panel>) {
    const BUTTONS: &str = ".full-pass .failure .button, .full-pass-more > .quiet-button";
    Effect::new(move |had_ended: Option<bool>| {
        let has_ended = panel.get() == Panel::Hidden(HiddenReason::Expired);
        if has_ended && had_ended == Some(false) {
            // The button is built by another effect.
            request_animation_frame(|| document::focus(BUTTONS));
        }
        has_ended
    });
}
