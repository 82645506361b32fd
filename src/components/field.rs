use leptos::{attr::custom::custom_attribute, prelude::*};

use super::{Icon, IconName};
use crate::i18n::{Key, texts};

/// The keyboard a phone shows for a line of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyboard {
    /// Letters.
    Text,
    /// Digits.
    Numeric,
    /// Letters with what addresses need.
    Url,
    /// Letters with what e-mail addresses need.
    Email,
    /// For a key or token: what is typed is hidden, and kept from the browser's memory.
    Secret,
}

impl Keyboard {
    fn input_mode(self) -> &'static str {
        match self {
            Self::Text | Self::Secret => "text",
            Self::Numeric => "numeric",
            Self::Url => "url",
            Self::Email => "email",
        }
    }
}

/// A labelled line of input. What is wrong with it is written below and tied to it; what was typed stays.
#[component]
pub fn Field(
    /// Unique in the page.
    id: &'static str,
    /// Its name.
    label: &'static str,
    /// What it is for, or an example.
    hint: &'static str,
    /// The keyboard a phone shows.
    keyboard: Keyboard,
    /// Its text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text after each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong with the text, in words.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let t = texts();
    let revealed = RwSignal::new(false);
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described_by = format!("{hint_id} {error_id}");
    let kind = move || if keyboard == Keyboard::Secret && !revealed.get() { "password" } else { "text" };
    let reveal_button = (keyboard == Keyboard::Secret).then(|| {
        view! {
            <button
                type="button"
                class="quiet-button"
                aria-pressed=move || revealed.get().to_string()
                on:click=move |_| revealed.update(|revealed| *revealed = !*revealed)
            >
                <Icon name=IconName::Eye />
                {t.say(Key::FieldReveal)}
            </button>
        }
    });
    let has_error = Memo::new(move |_| error.with(Option::is_some));
    let error_text = move || {
        let text = move || error.get().unwrap_or_default();
        has_error.get().then(|| {
            view! {
                <Icon name=IconName::Trouble />
                <span prop:textContent=text />
            }
        })
    };
    // A form may keep its fields in one signal; writing each after every letter would disturb an input
    // method.
    let current = Memo::new(move |_| value.get());
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="field-line">
                <input
                    id=id
                    type=kind
                    inputmode=keyboard.input_mode()
                    autocomplete="off"
                    autocapitalize="off"
                    {..custom_attribute("autocorrect", "off")}
                    spellcheck="false"
                    aria-describedby=described_by
                    aria-invalid=move || has_error.get().then_some("true")
                    prop:value=current
                    on:input:target=move |event| on_input.run(event.target().value())
                />
                {reveal_button}
            </div>
            <p id=hint_id class="hint">
                {hint}
            </p>
            <p id=error_id class="field-error" role="status">
                {error_text}
            </p>
        </div>
    }
}
