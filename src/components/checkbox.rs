use leptos::prelude::*;

use crate::i18n::{Key, texts};

/// A preference of the device that is on or off.
#[component]
pub fn PreferenceBox(
    /// Its name.
    name: Key,
    /// Whether it is on.
    preference: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Checkbox
            name
            is_checked=preference.get_untracked()
            on_change=move |is_checked| preference.set(is_checked)
        />
    }
}

/// A box with its name.
#[component]
pub fn Checkbox(
    /// Its name.
    name: Key,
    /// Whether it is checked at first.
    is_checked: bool,
    /// Called with whether it is checked, after each change.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    let t = texts();
    view! {
        <label class="check">
            <input
                type="checkbox"
                checked=is_checked
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span>{t.say(name)}</span>
        </label>
    }
}
