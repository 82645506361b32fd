use leptos::prelude::*;

/// One of several choices.
#[component]
pub fn Choice(
    /// The name that the choices have in common.
    name: &'static str,
    /// The value of the choice.
    value: &'static str,
    /// Whether it is chosen at first.
    checked: bool,
    /// Called when it is chosen.
    #[prop(into)]
    on_choose: Callback<()>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input type="radio" name=name value=value checked=checked on:change=move |_| on_choose.run(()) />
            {children()}
        </label>
    }
}
