use leptos::{ev, prelude::*};

use crate::{
    components::{Icon, Symbol, TextField},
    i18n::{Key, Texts, texts},
};

/// Asks for a customer id or user name. What was typed is checked with every letter once it was wrong, and goes
/// on to `given` when it is right.
#[component]
pub fn Ask<F>(
    /// Name of the field.
    label: &'static str,
    /// What it is.
    hint: &'static str,
    /// What stands in it at first.
    #[prop(into)]
    first: String,
    /// The keyboard a phone shows.
    keyboard: &'static str,
    /// Goes on, or says what is wrong.
    given: F,
    /// Says what is wrong with a text without going on.
    wrong: fn(Texts, &str) -> Option<String>,
) -> AnyView
where
    F: Fn(&str) + 'static,
{
    let t = texts();
    let typed = RwSignal::new(first);
    let sent = RwSignal::new(false);
    let error = Memo::new(move |_| if sent.get() { wrong(t, &typed.get()) } else { None });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        sent.set(true);
        let text = typed.get_untracked();
        if wrong(t, &text).is_none() {
            given(&text);
        }
    };
    view! {
        <form class="ask" on:submit=submit>
            <TextField
                id="ask"
                label=label
                hint=hint
                value=typed
                typed=move |text| typed.set(text)
                error=error
                keyboard=keyboard
            />
            <button class="button" type="submit">
                {t.say(Key::AskShow)}
                <Icon symbol=Symbol::Onward />
            </button>
        </form>
    }
    .into_any()
}
