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
    /// For a key or token: what is typed is hidden, and password managers are told to leave it alone.
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

    /// Returns the value of `autocomplete`.
    ///
    /// Browsers ignore `off` on a password field: a login saved for the site would be filled in, and sent as
    /// the key. `new-password` prevents that, but offers to generate a password and to save what was typed, and
    /// a key is never stored. A field for a one-time code is neither filled from saved logins nor saved (Chromium's
    /// password manager does not count it as a password), and the value is valid while the text is shown.
    /// A text field masked by a style would not be filled either, but a screen reader or a keyboard that
    /// learns words takes it for ordinary text.
    fn autocomplete(self) -> &'static str {
        if self == Self::Secret { "one-time-code" } else { "off" }
    }
}

/// Attributes by which the extensions of password managers leave a field alone, in the order of 1Password,
/// Bitwarden, `LastPass` and Dashlane. They would fill a one-time code into it.
const MANAGER_OPT_OUTS: [(&str, &str); 4] = [
    ("data-1p-ignore", "true"),
    ("data-bwignore", "true"),
    ("data-lpignore", "true"),
    ("data-form-type", "other"),
];

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
    let revealed = RwSignal::new(false);
    let [one_password, bitwarden, last_pass, dashlane] = MANAGER_OPT_OUTS
        .map(|(name, word)| custom_attribute(name, (keyboard == Keyboard::Secret).then_some(word)));
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described_by = format!("{hint_id} {error_id}");
    let kind = move || if keyboard == Keyboard::Secret && !revealed.get() { "password" } else { "text" };
    let reveal_button = (keyboard == Keyboard::Secret).then(|| view! { <RevealButton revealed /> });
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
                    autocomplete=keyboard.autocomplete()
                    autocapitalize="off"
                    {..custom_attribute("autocorrect", "off")}
                    {..one_password}
                    {..bitwarden}
                    {..last_pass}
                    {..dashlane}
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

/// Shows what is typed in a field for a key or token, and hides it again.
#[component]
fn RevealButton(
    /// Whether it is shown.
    revealed: RwSignal<bool>,
) -> impl IntoView {
    let t = texts();
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
}
