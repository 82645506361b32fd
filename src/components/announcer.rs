use latchkey_core::{
    announce::{Announcement, Announcer as Decision},
    refresh::Display,
};
use leptos::prelude::*;

use crate::{
    browser::intl,
    i18n::{Key, texts},
};

/// Two hidden live regions for screen readers: a polite one for thresholds and renewals, an assertive one for
/// the end of a code. Both are in the page from the start, empty, because some readers stay silent about new
/// regions. The code itself is never announced.
#[component]
pub fn Announcer(
    /// What the view shows of the code.
    #[prop(into)]
    display: Signal<Display>,
) -> impl IntoView {
    let t = texts();
    let announced = RwSignal::new(None::<Announcement>);
    let decision = StoredValue::new(Decision::default());
    Effect::new(move || {
        let announcement = decision.try_update_value(|decision| decision.update(display.get())).flatten();
        // Cleared again by the next update: readers speak the same words twice only if the region was empty in
        // between.
        if announcement.is_some() || announced.with_untracked(Option::is_some) {
            announced.set(announcement);
        }
    });
    let polite = move || match announced.get() {
        Some(Announcement::Arrived) => t.say(Key::SayHere).to_owned(),
        Some(Announcement::Renewed) => t.say(Key::SayRenewed).to_owned(),
        Some(Announcement::Remaining(millis)) => {
            t.fill(Key::SayLeft, &[("time", &intl::duration(t.language(), millis))])
        }
        Some(Announcement::Expired) | None => String::new(),
    };
    let assertive =
        move || if announced.get() == Some(Announcement::Expired) { t.say(Key::SayEnded) } else { "" };
    view! {
        <div class="unseen" aria-live="polite" prop:textContent=polite />
        <div class="unseen" aria-live="assertive" prop:textContent=assertive />
    }
}
