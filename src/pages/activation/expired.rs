use latchkey_core::activation_code::{ActivationCode, StateCounts};
use leptos::prelude::*;

use super::list_state::ListState;
use crate::{
    components::{Icon, IconName, end_signal},
    context::use_app,
    i18n::{Key, texts},
};

/// The most expired codes that are listed here. The list itself can show all of them.
const MAX_ROWS: usize = 48;

/// The expired codes in a collapsed section, the latest first.
#[component]
pub fn ExpiredFold(
    /// The list.
    state: ListState,
    /// The number of codes in each state.
    counts: Memo<StateCounts>,
    /// Called to show all of them in the list.
    #[prop(into)]
    on_show_all: Callback<()>,
) -> impl IntoView {
    let t = texts();
    let expired = Memo::new(move |_| counts.with(|counts| counts.expired));
    let generation = Memo::new(move |_| state.generation());
    let rows = move || {
        let (count, _) = (expired.get(), generation.get());
        let answer = untrack(|| state.answer())?;
        let entries = answer.value.entries.get(..count).unwrap_or_default();
        let row = |entry: &ActivationCode| view! { <ExpiredRow entry=entry.clone() /> };
        Some(entries.iter().rev().take(MAX_ROWS).map(row).collect_view())
    };
    let is_long = Memo::new(move |_| expired.get() > MAX_ROWS);
    let all_button = move || {
        is_long.get().then(|| {
            view! {
                <button type="button" class="quiet-button" on:click=move |_| on_show_all.run(())>
                    {t.say(Key::ListExpiredAll)}
                </button>
            }
        })
    };
    view! {
        <details class="card expired" hidden=move || expired.get() == 0>
            <summary prop:textContent=move || t.count(Key::ListExpired, expired.get()) />
            <ul>{rows}</ul>
            {all_button}
        </details>
    }
}

/// When a code has expired. The code itself is not shown, because it cannot be used.
#[component]
fn ExpiredRow(
    /// The entry.
    entry: ActivationCode,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let end_text = end_signal(t, entry.end, app.clock);
    let twins = (entry.times_listed > 1)
        .then(|| view! { <span>{t.count(Key::CardTwins, entry.times_listed)}</span> });
    view! {
        <li>
            <Icon name=IconName::Over />
            <span prop:textContent=end_text />
            {twins}
        </li>
    }
}
