use latchkey_core::countdown::CountdownStyle;
use leptos::prelude::*;

use crate::{
    components::{Choice, ChoiceOption},
    context::use_app,
    i18n::{Key, texts},
};

/// How a pass counts down.
#[component]
pub fn Passes() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let countdown = app.preferences.countdown;
    let options = CountdownStyle::ALL
        .map(|style| ChoiceOption { value: style.name(), name: t.say(style_name(style)) })
        .to_vec();
    view! {
        <section aria-labelledby="settings-passes">
            <h3 id="settings-passes">{t.say(Key::HomePasses)}</h3>
            <div class="options">
                <Choice
                    name=Key::SettingsCountdown
                    options
                    chosen=countdown.get_untracked().name()
                    on_choose=move |name: String| countdown.set(CountdownStyle::from_name(&name))
                />
            </div>
        </section>
    }
}

fn style_name(style: CountdownStyle) -> Key {
    match style {
        CountdownStyle::Ring => Key::CountdownRing,
        CountdownStyle::Digits => Key::CountdownDigits,
        CountdownStyle::Words => Key::CountdownWords,
        CountdownStyle::Quiet => Key::CountdownNone,
    }
}
