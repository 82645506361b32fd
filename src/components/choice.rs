use leptos::prelude::*;

use crate::i18n::{Key, texts};

/// One of the options of a [`Choice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// Its value.
    pub value: &'static str,
    /// What it is called.
    pub name: &'static str,
}

/// A labelled list of options, of which one is chosen.
#[component]
pub fn Choice(
    /// Its name.
    name: Key,
    /// The options.
    #[prop(into)]
    options: Signal<Vec<ChoiceOption>>,
    /// The value of the option that is chosen at first.
    chosen: &'static str,
    /// Called with the value of the option that was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let t = texts();
    let option_list = move || {
        let option = |option: ChoiceOption| {
            view! {
                <option value=option.value selected=option.value == chosen>
                    {option.name}
                </option>
            }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <label>
            <span>{t.say(name)}</span>
            <select on:change:target=move |event| on_choose.run(event.target().value())>{option_list}</select>
        </label>
    }
}
