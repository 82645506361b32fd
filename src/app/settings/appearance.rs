use leptos::prelude::*;

use crate::{
    components::{Choice, ChoiceOption},
    context::use_app,
    i18n::{Key, language_name, texts},
    state::Theme,
};

/// Language and theme.
#[component]
pub fn Appearance() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let (theme, language) = (app.preferences.theme, app.preferences.language);
    // The signal is set with each choice of a language; rebuilt options would lose the selection.
    let offered = Memo::new(move |_| app.languages.offered.get());
    let language_options = Signal::derive(move || {
        let option = |tag| ChoiceOption { value: tag, name: language_name(tag) };
        offered.get().into_iter().map(option).collect::<Vec<_>>()
    });
    let theme_options =
        Theme::ALL.map(|one| ChoiceOption { value: one.name(), name: t.say(theme_name(one)) }).to_vec();
    view! {
        <section aria-labelledby="settings-appearance">
            <h3 id="settings-appearance">{t.say(Key::SettingsAppearance)}</h3>
            <div class="options">
                <Choice
                    name=Key::SettingsLanguage
                    options=language_options
                    chosen=t.language()
                    on_choose=move |tag| language.set(Some(tag))
                />
                <Choice
                    name=Key::SettingsTheme
                    options=theme_options
                    chosen=theme.get_untracked().name()
                    on_choose=move |name: String| theme.set(Theme::from_name(&name))
                />
            </div>
        </section>
    }
}

fn theme_name(theme: Theme) -> Key {
    match theme {
        Theme::System => Key::ThemeSystem,
        Theme::Light => Key::ThemeLight,
        Theme::Dark => Key::ThemeDark,
    }
}
