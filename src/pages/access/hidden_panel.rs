use latchkey_core::refresh::HiddenReason;
use leptos::prelude::*;

use crate::{
    components::{Icon, IconName, activity_words, end_in_words},
    context::use_app,
    i18n::{Key, texts},
    pages::refresh_controller::RefreshController,
};

/// In the place of a code that must not be seen: why, and what happens next.
#[component]
pub fn HiddenPanel(
    /// Loads the code.
    controller: RefreshController,
    /// Why the code is not shown.
    reason: HiddenReason,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let reason_text = match reason {
        HiddenReason::PageHidden => Key::CoverHidden,
        HiddenReason::Expired => Key::CoverEnded,
        HiddenReason::ExpiredOnArrival => Key::CoverArrivedExpired,
        HiddenReason::UnknownEnd => Key::CoverEndUnknown,
        HiddenReason::ClockUncertain => Key::CoverClock,
    };
    // The end shows whether the service is late or a clock is wrong.
    let end_text = Memo::new(move |_| {
        let end = controller.view_state.with(|view| view.end);
        end.map(|end| end_in_words(t, end, app.clock.now_tracked().time)).unwrap_or_default()
    });
    let activity = Memo::new(move |_| activity_words(t, controller.activity()));
    let end_line = matches!(reason, HiddenReason::Expired | HiddenReason::ExpiredOnArrival)
        .then(|| view! { <p class="quiet" prop:textContent=end_text /> });
    view! {
        <div class="qr-panel covered">
            <Icon name=IconName::Soon />
            <p>{t.say(reason_text)}</p>
            {end_line}
            <p class="quiet" prop:textContent=activity />
        </div>
    }
}
