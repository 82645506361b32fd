use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    browser::document,
    components::{Field, Icon, IconName, Keyboard},
    i18n::{Key, Texts, texts},
};

/// The selector of its field.
pub const FIELD: &str = "#ask";

/// A form for a customer id or a user name. After an invalid text was submitted, it is validated on each
/// input.
#[component]
pub fn LookupForm(
    /// Name of the field.
    label: Key,
    /// What it is.
    hint: Key,
    /// Its text at first.
    #[prop(default = String::new())]
    initial: String,
    /// The keyboard a phone shows.
    keyboard: Keyboard,
    /// Returns the problem of a text.
    validate: fn(Texts, &str) -> Option<String>,
    /// Called with a valid text.
    #[prop(into)]
    on_found: Callback<String>,
    /// Whether another text follows: the field has the focus, a valid text is removed, and an invalid one is
    /// selected, so that the next one replaces it.
    #[prop(optional)]
    is_repeated: bool,
    /// What is between the field and the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = texts();
    let typed = RwSignal::new(initial);
    let sent = RwSignal::new(false);
    let error = Signal::derive(move || sent.get().then(|| typed.with(|text| validate(t, text))).flatten());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        sent.set(true);
        let text = typed.get_untracked();
        let is_valid = validate(t, &text).is_none();
        if is_valid {
            on_found.run(text);
        }
        if is_repeated {
            if is_valid {
                typed.set(String::new());
                sent.set(false);
            }
            document::select_text(FIELD);
        }
    };
    if is_repeated {
        // After the heading of the view, which gets the focus in the next frame.
        request_animation_frame(|| request_animation_frame(|| document::focus(FIELD)));
    }
    view! {
        <form class="ask" on:submit=submit>
            <Field
                id="ask"
                label=t.say(label)
                hint=t.say(hint)
                keyboard
                value=typed
                on_input=move |text| typed.set(text)
                error
            />
            {children.map(|children| children())}
            <button class="button" type="submit">
                {t.say(Key::AskShow)}
                <Icon name=IconName::Onward />
            </button>
        </form>
    }
}
