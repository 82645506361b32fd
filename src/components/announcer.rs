use latchkey_core::{
    announce::{Announcer as Decision, Saying},
    refresh::Shows,
};
use leptos::prelude::*;

use crate::{
    browser::intl,
    i18n::{Key, texts},
};

/// Two hidden live regions for screen readers: a polite one for thresholds and renewals, an assertive one for
/// the end of a code. Both are in the page from the start, empty, because some readers stay silent about new
/// regions. The code itself is never said.
#[component]
pub fn Announcer(
    /// What the view shows of the code.
    #[prop(into)]
    shows: Signal<Shows>,
) -> impl IntoView {
    let t = texts();
    let said = RwSignal::new(None::<Saying>);
    let decision = StoredValue::new(Decision::default());
    Effect::new(move || {
        let saying = decision.try_update_value(|decision| decision.look(shows.get())).flatten();
        // Cleared again by the next look: readers speak the same words twice only if the region was empty in
        // between.
        if saying.is_some() || said.with_untracked(Option::is_some) {
            said.set(saying);
        }
    });
    let polite = move || match said.get() {
        Some(Saying::Here) => t.say(Key::SayHere).to_owned(),
        Some(Saying::Renewed) => t.say(Key::SayRenewed).to_owned(),
        Some(Saying::Left(millis)) => {
            t.fill(Key::SayLeft, &[("time", &intl::duration(t.language(), millis))])
        }
        Some(Saying::Ended) | None => String::new(),
    };
    let assertive = move || if said.get() == Some(Saying::Ended) { t.say(Key::SayEnded) } else { "" };
    view! {
        <div class="unseen" aria-live="polite" prop:textContent=polite />
        <div class="unseen" aria-live="assertive" prop:textContent=assertive />
    }
}
