use latchkey_core::{
    activation_code::{ActivationCode, Code, ENDING_SOON_MS},
    countdown::clock_face,
    time::{End, Timestamp},
};
use leptos::prelude::*;

use crate::{
    components::{IconName, Mark, Notice, StateMark, end_signal},
    context::use_app,
    i18n::{Key, texts},
};

/// The state of a code, its end, and the time until then.
#[component]
pub fn Life(
    /// When the code ends.
    end: End,
    /// The role of state and end, if they are cells of a row.
    #[prop(default = None)]
    cell: Option<&'static str>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let end_text = end_signal(t, end, app.clock);
    let state = match end {
        End::At(end) => view! { <TimeLeft end /> }.into_any(),
        End::NotStated | End::Unknown => {
            view! { <StateMark mark=Mark::Plain text=t.say(Key::StateNoEnd) /> }.into_any()
        }
    };
    view! {
        <div class="card-time">
            <div class="card-state" role=cell>
                {state}
            </div>
            <p class="quiet" role=cell prop:textContent=end_text />
        </div>
    }
}

/// The state in a word, and the time left as digits if it is less than an hour.
#[component]
fn TimeLeft(
    /// When the code ends.
    end: Timestamp,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let left_ms = move || end.millis_since(app.clock.now_tracked().time);
    let is_soon = Memo::new(move |_| left_ms() < ENDING_SOON_MS);
    let state = move || {
        let (mark, key) =
            if is_soon.get() { (Mark::Soon, Key::StateEnding) } else { (Mark::Good, Key::StateValid) };
        view! { <StateMark mark text=t.say(key) /> }
    };
    // Only a countdown reads the clock each second.
    let digits = move || if is_soon.get() { clock_face(left_ms()) } else { String::new() };
    view! {
        {state}
        <span class="small-digits" role="timer" aria-live="off" prop:textContent=digits />
    }
}

/// Remarks on an entry.
#[component]
pub fn Remarks(
    /// The entry.
    entry: ActivationCode,
) -> impl IntoView {
    let t = texts();
    let may_have_lost_zeros = matches!(entry.code, Code::Shown { may_lack_zeros: true, .. });
    let zeros =
        may_have_lost_zeros.then(|| view! { <Notice icon=IconName::Note text=t.say(Key::CardZeros) /> });
    let twins = (entry.times_listed > 1)
        .then(|| view! { <p class="quiet">{t.count(Key::CardTwins, entry.times_listed)}</p> });
    let other_end =
        entry.has_other_end.then(|| view! { <Notice icon=IconName::Note text=t.say(Key::CardOtherEnd) /> });
    view! {
        {zeros}
        {twins}
        {other_end}
    }
}
