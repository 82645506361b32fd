use leptos::prelude::*;

use super::session_status::SessionStatus;
use crate::{
    browser::{app_update, first_paint, storage},
    components::{Icon, IconName, Notice},
    context::use_app,
    i18n::{Key, language_name, texts},
    state::Theme,
};

/// The footer of every view: a new version, who is signed in, language and theme. All but the first are
/// deferred until after the first paint.
#[component]
pub fn Footer() -> impl IntoView {
    let app = use_app();
    let update = move || app.new_version.get().then(|| view! { <UpdateNotice /> });
    let settings = move || first_paint::has_happened().then(|| view! { <Settings /> });
    let session = move || {
        (app.connections.has_sign_in() && first_paint::has_happened()).then(|| view! { <SessionStatus /> })
    };
    view! { <footer class="settings">{update} {session} {settings}</footer> }
}

/// Says that a new version of the page is ready, with a button that loads it.
#[component]
fn UpdateNotice() -> impl IntoView {
    let t = texts();
    view! {
        <span class="notice">
            <Icon name=IconName::Note />
            <span>{t.say(Key::UpdateReady)}</span>
            <button type="button" class="quiet-button" on:click=|_| app_update::apply()>
                <Icon name=IconName::Refresh />
                {t.say(Key::UpdateLoad)}
            </button>
        </span>
    }
}

/// Language and theme.
#[component]
fn Settings() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let (theme, language) = (app.preferences.theme, app.preferences.language);
    // The signal is set with each choice of a language; rebuilt options would lose the selection.
    let offered = Memo::new(move |_| app.languages.offered.get());
    let language_options = move || {
        let option = |tag| {
            view! {
                <option value=tag selected=tag == t.language()>
                    {language_name(tag)}
                </option>
            }
        };
        offered.get().into_iter().map(option).collect_view()
    };
    let chosen_theme = theme.get_untracked();
    let theme_options = Theme::ALL
        .map(|choice| {
            view! {
                <option value=choice.name() selected=choice == chosen_theme>
                    {t.say(theme_name(choice))}
                </option>
            }
        })
        .collect_view();
    let choose_language = move |tag: String| language.set(Some(tag));
    let choose_theme = move |word: &str| theme.set(Theme::from_name(word));
    // Most browsers can store settings, so only the opposite is mentioned.
    let forgets = (!storage::is_available())
        .then(|| view! { <Notice icon=IconName::Note text=t.say(Key::SettingsForgets) /> });
    view! {
        {forgets}
        <label>
            <span>{t.say(Key::SettingsLanguage)}</span>
            <select on:change:target=move |event| choose_language(
                event.target().value(),
            )>{language_options}</select>
        </label>
        <label>
            <span>{t.say(Key::SettingsTheme)}</span>
            <select on:change:target=move |event| choose_theme(
                &event.target().value(),
            )>{theme_options}</select>
        </label>
    }
}

fn theme_name(theme: Theme) -> Key {
    match theme {
        Theme::System => Key::ThemeSystem,
        Theme::Light => Key::ThemeLight,
        Theme::Dark => Key::ThemeDark,
    }
}
