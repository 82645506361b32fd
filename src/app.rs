//! The frame round every view, and the one match from route to page.

use leptos::prelude::*;

use crate::{
    browser::document,
    components::{Icon, Symbol},
    i18n::{Key, texts},
    pages::{About, AccessPage, ActivationPage, Home, NewConnection, NotFound},
    route::Route,
    state::{Preferences, Theme},
    world::World,
};

/// The whole app. It is built anew when the language changes, so that every text in it can be a plain string.
#[component]
pub fn App(
    /// What it may reach.
    world: World,
) -> impl IntoView {
    world.follow_language();
    move || {
        world.languages.texts.get().provide();
        view! { <Frame world=world /> }
    }
}

#[component]
fn Frame(
    /// What it may reach.
    world: World,
) -> AnyView {
    let t = texts();
    let title = move || world.connections.title().unwrap_or_else(|| t.say(Key::AppName).to_owned());
    Effect::new(move |before: Option<Route>| {
        let route = world.route.get();
        document::set_title(&[t.say(page_name(&route)), " · ", &title()].concat());
        // The first view of a visit starts where a page starts; every later one at its heading.
        if before.is_some_and(|before| before != route) {
            request_animation_frame(|| document::focus("main h1"));
        }
        route
    });
    view! {
        <a class="skip" href="#main" on:click=skip>
            {t.say(Key::AppSkip)}
        </a>
        <header class="bar">
            <a class="brand" href=Route::Home.href()>
                <Icon symbol=Symbol::Pass />
                <span>{title}</span>
            </a>
            <nav aria-label=t.say(Key::AppNavigation)>
                <a href=Route::About.href()>{t.say(Key::AboutLink)}</a>
            </nav>
        </header>
        <main id="main" tabindex="-1">
            {move || page(world.route.get(), world)}
        </main>
        <Settings world=world />
    }
    .into_any()
}

/// A fragment is a route here, so the skip link moves the focus itself.
fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    document::focus("main");
}

fn page(route: Route, world: World) -> AnyView {
    match route {
        Route::Home => view! { <Home world=world /> }.into_any(),
        Route::Access { connection, customer } => {
            view! { <AccessPage world=world connection=connection customer=customer /> }.into_any()
        }
        Route::Activation { connection, user, images } => {
            view! { <ActivationPage world=world connection=connection user=user images=images /> }.into_any()
        }
        Route::NewConnection => view! { <NewConnection world=world /> }.into_any(),
        Route::About => view! { <About world=world /> }.into_any(),
        Route::NotFound => view! { <NotFound /> }.into_any(),
    }
}

fn page_name(route: &Route) -> Key {
    match route {
        Route::Home => Key::HomeTitle,
        Route::Access { .. } => Key::AccessTitle,
        Route::Activation { .. } => Key::ActivationTitle,
        Route::NewConnection => Key::ConnectionTitle,
        Route::About => Key::AboutTitle,
        Route::NotFound => Key::NotFoundTitle,
    }
}

/// Language and theme, at the foot of every view.
#[component]
fn Settings(
    /// What it may reach.
    world: World,
) -> AnyView {
    let t = texts();
    let Preferences { theme, language } = world.preferences;
    let languages = move || {
        let offered = world.languages.offered.get().into_iter();
        offered
            .map(|tag| {
                let name = crate::browser::intl::language_name(tag);
                view! { <option value=tag selected=tag == t.language>{name}</option> }
            })
            .collect_view()
    };
    let themes = Theme::ALL
        .map(|choice| {
            let selected = move || theme.get() == choice;
            view! { <option value=choice.word() selected=selected>{t.say(theme_name(choice))}</option> }
        })
        .collect_view();
    view! {
        <footer class="settings">
            <label>
                <span>{t.say(Key::SettingsLanguage)}</span>
                <select on:change=move |event| language.set(Some(event_target_value(&event)))>{languages}</select>
            </label>
            <label>
                <span>{t.say(Key::SettingsTheme)}</span>
                <select on:change=move |event| theme.set(Theme::of(&event_target_value(&event)))>{themes}</select>
            </label>
        </footer>
    }
    .into_any()
}

fn theme_name(theme: Theme) -> Key {
    match theme {
        Theme::System => Key::ThemeSystem,
        Theme::Light => Key::ThemeLight,
        Theme::Dark => Key::ThemeDark,
    }
}
