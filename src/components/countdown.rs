use latchkey_core::{
    countdown::{Ring, clock_face, is_counted_down},
    time::{End, Timestamp},
};
use leptos::prelude::*;

use super::{Keyed, end_signal};
use crate::{
    i18n::{Key, texts},
    state::Clock,
};

/// Below this many milliseconds a code is about to end.
pub const ENDING_SOON_MS: i64 = 10_000;

/// The radius that makes the ring's circumference 100.
const RADIUS: &str = "15.9155";

/// How long a code is still good: in words with the date of its end, and near the end as a countdown.
#[component]
pub fn RemainingTime(
    /// When the code ends.
    end: Timestamp,
    /// The page's clock.
    clock: Clock,
) -> impl IntoView {
    let t = texts();
    let is_near = Memo::new(move |_| is_counted_down(end.millis_since(clock.now_tracked().time)));
    let time = move |counts_down: bool| {
        if counts_down {
            view! { <Countdown end clock /> }.into_any()
        } else {
            let words = end_signal(t, End::At(end), clock);
            view! { <p class="countdown words quiet" prop:textContent=words /> }.into_any()
        }
    };
    view! { <Keyed value=is_near children=time /> }
}

/// A ring that runs evenly, and digits.
///
/// The ring is one CSS animation, so only the digits cost anything each second. The timer is silent for
/// assistive technology, which gets announcements at thresholds instead.
#[component]
fn Countdown(
    /// When the code ends.
    end: Timestamp,
    /// The page's clock.
    clock: Clock,
) -> impl IntoView {
    let t = texts();
    let left_ms = move || end.millis_since(clock.now_tracked().time).max(0);
    let ring = Ring::new(end.millis_since(clock.now().time));
    view! {
        <p class="countdown" class:soon=move || left_ms() <= ENDING_SOON_MS role="timer" aria-live="off">
            <svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
                <circle cx="18" cy="18" r=RADIUS />
                <circle
                    class="hand"
                    cx="18"
                    cy="18"
                    r=RADIUS
                    pathLength="100"
                    style:animation-duration=format!("{}ms", ring.full_ms)
                    style:animation-delay=format!("{}ms", -ring.elapsed_ms)
                />
            </svg>
            <span class="digits" prop:textContent=move || clock_face(left_ms()) />
            <span>{t.say(Key::CountdownLeft)}</span>
        </p>
    }
}
