use latchkey_core::{
    countdown::{CoarseTime, CountdownStyle, ENDING_SOON_MS, Ring, clock_face, is_counted_down},
    time::{End, Timestamp},
};
use leptos::prelude::*;

use super::{Keyed, end_signal};
use crate::{
    browser::first_paint,
    i18n::{Key, Texts, texts},
    state::Clock,
};

/// The radius that makes the ring's circumference 100.
const RADIUS: &str = "15.9155";

/// How long a code is still good: in words with the date of its end, and in its last hour as the person
/// prefers.
#[component]
pub fn RemainingTime(
    /// When the code ends.
    end: Timestamp,
    /// The page's clock.
    clock: Clock,
    /// How the last hour is displayed.
    style: RwSignal<CountdownStyle>,
) -> impl IntoView {
    let t = texts();
    // `None` while there is more time than that.
    let shown_style =
        Memo::new(move |_| is_counted_down(end.millis_since(clock.now_tracked().time)).then(|| style.get()));
    let time = move |shown: Option<CountdownStyle>| match shown {
        Some(CountdownStyle::Ring) => view! { <Digits end clock has_ring=true /> }.into_any(),
        Some(CountdownStyle::Digits) => view! { <Digits end clock has_ring=false /> }.into_any(),
        Some(CountdownStyle::Words) => view! { <CoarseWords end clock is_quiet=false /> }.into_any(),
        Some(CountdownStyle::Quiet) => view! { <CoarseWords end clock is_quiet=true /> }.into_any(),
        None => {
            let words = end_signal(t, End::At(end), clock);
            view! { <p class="countdown words quiet" prop:textContent=words /> }.into_any()
        }
    };
    view! { <Keyed value=shown_style children=time /> }
}

/// Digits, and before them a ring that runs evenly.
///
/// The ring is one CSS animation, so only the digits cost anything each second. The timer is silent for
/// assistive technology, which gets announcements at thresholds instead.
#[component]
fn Digits(
    /// When the code ends.
    end: Timestamp,
    /// The page's clock.
    clock: Clock,
    /// Whether there is a ring.
    has_ring: bool,
) -> impl IntoView {
    let t = texts();
    let left_ms = move || end.millis_since(clock.now_tracked().time).max(0);
    let ring = Ring::new(end.millis_since(clock.now().time));
    let ring = has_ring.then(|| {
        view! {
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
        }
    });
    view! {
        <p class="countdown" class:soon=move || left_ms() <= ENDING_SOON_MS role="timer" aria-live="off">
            {ring}
            <span class="digits" prop:textContent=move || clock_face(left_ms()) />
            <span>{t.say(Key::CountdownLeft)}</span>
        </p>
    }
}

/// Words that change rarely. Its line keeps its height while it is empty, so that nothing below it moves.
#[component]
fn CoarseWords(
    /// When the code ends.
    end: Timestamp,
    /// The page's clock.
    clock: Clock,
    /// Whether nothing is said before the code is about to end.
    is_quiet: bool,
) -> impl IntoView {
    let t = texts();
    let coarse = Memo::new(move |_| CoarseTime::of(end.millis_since(clock.now_tracked().time)));
    let words = move || match coarse.get() {
        CoarseTime::FewSeconds => t.say(Key::CountdownFewSeconds).to_owned(),
        coarse if !is_quiet => coarse_words(t, coarse),
        CoarseTime::Minutes(_) | CoarseTime::HalfMinute | CoarseTime::QuarterMinute => String::new(),
    };
    view! { <p class="countdown" role="timer" aria-live="off" prop:textContent=words /> }
}

fn coarse_words(t: Texts, coarse: CoarseTime) -> String {
    match coarse {
        // The browser's first formatter would delay the first paint.
        CoarseTime::Minutes(_) if !first_paint::has_happened() => String::new(),
        CoarseTime::Minutes(minutes) => t.count(Key::CountdownMinutes, minutes),
        CoarseTime::HalfMinute => t.say(Key::CountdownHalfMinute).to_owned(),
        CoarseTime::QuarterMinute => t.say(Key::CountdownQuarterMinute).to_owned(),
        CoarseTime::FewSeconds => t.say(Key::CountdownFewSeconds).to_owned(),
    }
}
