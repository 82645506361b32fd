use latchkey_core::{refresh::Display, time::Validity};
use leptos::prelude::*;

use crate::{
    components::{IconName, Notice},
    context::use_app,
    i18n::{Key, texts},
    pages::{about::clock_words, refresh_controller::RefreshController},
};

/// Remarks if the device's clock is wrong, or no server's time is known.
#[component]
pub fn ClockRemarks(
    /// Loads the code.
    controller: RefreshController,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    // Rounded to a second: in milliseconds it would change with every answer.
    let ahead_ms = Memo::new(move |_| {
        app.clock.device_offset_ms().map(|ahead_ms| (ahead_ms + 500).div_euclid(1000) * 1000)
    });
    // Without a server's time the countdown is only as good as the device's clock.
    let is_doubtful = Memo::new(move |_| {
        let counts_down =
            controller.view_state.with(|view| matches!(view.display, Display::Code(Validity::Valid { .. })));
        counts_down && !app.clock.is_verified()
    });
    let off = move || {
        ahead_ms.get().map(|ahead_ms| view! { <Notice icon=IconName::Soon text=clock_words(t, ahead_ms) /> })
    };
    let doubt = move || {
        is_doubtful.get().then(|| view! { <Notice icon=IconName::Soon text=t.say(Key::ClockUnverified) /> })
    };
    view! {
        {off}
        {doubt}
    }
}
