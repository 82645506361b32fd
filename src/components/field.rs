use leptos::{attr::custom::custom_attribute, ev, prelude::*};

use super::{Icon, Symbol};
use crate::i18n::{Key, texts};

/// A labelled line of input. What is wrong with it stands below, tied to it; what was typed stays.
#[component]
pub fn TextField(
    /// Unique in the page.
    id: &'static str,
    /// Its name.
    label: &'static str,
    /// What it is for, or an example.
    #[prop(optional)]
    hint: &'static str,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Hears what is typed.
    #[prop(into)]
    typed: Callback<String>,
    /// What is wrong with it, or nothing.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// A key or token: hidden, and kept from the browser's memory.
    #[prop(optional)]
    secret: bool,
    /// The keyboard a phone shows: `text`, `numeric`, `url` or `email`.
    #[prop(default = "text")]
    keyboard: &'static str,
) -> AnyView {
    let t = texts();
    let revealed = RwSignal::new(false);
    let kind = move || if secret && !revealed.get() { "password" } else { "text" };
    let (hint_id, error_id) = ([id, "-hint"].concat(), [id, "-error"].concat());
    let described = [hint_id.as_str(), " ", error_id.as_str()].concat();
    let input = move |event: ev::Event| typed.run(event_target_value(&event));
    let invalid = move || error.with(Option::is_some).then_some("true");
    // Safari's own attribute, unknown to the macro.
    let uncorrected = custom_attribute("autocorrect", "off");
    let reveal = secret.then(|| {
        view! {
            <button
                type="button"
                class="quiet-button"
                aria-pressed=move || if revealed.get() { "true" } else { "false" }
                on:click=move |_| revealed.update(|shown| *shown = !*shown)
            >
                <Icon symbol=Symbol::Eye />
                {t.say(Key::FieldReveal)}
            </button>
        }
    });
    let trouble = move || {
        error.get().map(|words| {
            view! {
                <Icon symbol=Symbol::Trouble />
                {words}
            }
        })
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="field-line">
                <input
                    id=id
                    type=kind
                    inputmode=keyboard
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    {..uncorrected}
                    aria-describedby=described
                    aria-invalid=invalid
                    prop:value=value
                    on:input=input
                />
                {reveal}
            </div>
            <p id=hint_id class="hint">{hint}</p>
            <p id=error_id class="field-error" role="status">{trouble}</p>
        </div>
    }
    .into_any()
}
