//! The frame around every view, and the match from route to page.

mod footer;
mod header;
mod keys;
mod keys_dialog;
mod palette;
mod session_status;
mod settings;

use latchkey_core::route::Route;
use leptos::prelude::*;

use self::{
    footer::Footer, header::Header, keys::follow_keys, keys_dialog::KeysDialog, palette::Palette,
    settings::SettingsDialog,
};
use crate::{
    browser::{document, selection},
    components::Keyed,
    context::{FrameDialog, use_app},
    i18n::{Key, Texts, texts},
    net::early,
    pages::{
        AboutPage, AccessPage, ActivationPage, DeskPage, HomePage, Locked, NewConnectionPage, NotFound,
        SignedOut, StartPage,
    },
    state::ConfigState,
};

/// The code that the first stage shows, and the one that the app shows in its place.
const SHELL_CODE: &str = "#shell .code";
const APP_CODE: &str = "#main .pass .code";

/// The whole app, which replaces the shell in `index.html`.
///
/// Nothing is built before the language and `latchkey.json` are known, because it would have to be replaced.
/// Everything is rebuilt when the language changes, so that each text is a plain string.
#[component]
pub fn App() -> impl IntoView {
    let app = use_app();
    app.follow_language();
    app.follow_clock_jumps();
    let is_ready = move || app.languages.is_ready.get() && app.connections.file() != ConfigState::Loading;
    let ready_language = move || is_ready().then(|| app.languages.texts.get().language());
    let frame = move |language: Option<&'static str>| match language {
        Some(language) => {
            app.languages.texts.get_untracked().provide();
            document::set_root_attribute("lang", Some(language));
            replace_shell();
            view! { <Frame /> }.into_any()
        }
        None => ().into_any(),
    };
    view! { <Keyed value=Signal::derive(ready_language) children=frame /> }
}

/// Removes the shell. If its code was selected, the app's code, in the same place, is selected in the next
/// frame.
fn replace_shell() {
    if selection::is_inside(SHELL_CODE) {
        request_animation_frame(|| selection::select(APP_CODE));
    }
    document::remove("shell");
}

/// The content of the frame.
#[derive(Clone, PartialEq, Eq)]
enum Stage {
    /// Nothing: the page was left or frozen, and the browser may keep it in the back/forward cache.
    Empty,
    /// A card that says that codes and credentials were removed.
    Locked,
    /// A card that says that there is no session at the gateway.
    SignedOut,
    /// The view of the address.
    Page(Route),
}

/// Skip link, header, view, footer, and a dialog in front of them.
#[component]
fn Frame() -> impl IntoView {
    let app = use_app();
    let t = texts();
    follow_route(t);
    follow_keys();
    // Effects run once everything is built, when the page has taken the early answers it needs.
    Effect::new(early::notify_mounted);
    let current_stage = move || {
        // A form without codes survives a frozen page.
        let is_left = app.lifecycle.left.get();
        if is_left || (app.lifecycle.frozen.get() && app.may_hold_codes()) {
            Stage::Empty
        } else if app.locked.get() {
            Stage::Locked
        } else if app.lacks_session() {
            Stage::SignedOut
        } else {
            Stage::Page(app.route.with(Route::without_list_options))
        }
    };
    let page = move |stage: Stage| {
        app.renew_readers();
        match stage {
            Stage::Empty => ().into_any(),
            Stage::Locked => view! { <Locked /> }.into_any(),
            Stage::SignedOut => view! { <SignedOut /> }.into_any(),
            Stage::Page(route) => page(route),
        }
    };
    // A fragment is a route here, so the skip link moves the focus itself.
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        document::focus("main");
    };
    view! {
        <a class="skip" href="#main" on:click=skip>
            {t.say(Key::AppSkip)}
        </a>
        <Header />
        <main id="main" tabindex="-1">
            <Keyed value=Signal::derive(current_stage) children=page />
        </main>
        <Footer />
        <DialogPlace />
    }
}

/// The dialog of the frame that is open.
#[component]
fn DialogPlace() -> impl IntoView {
    let app = use_app();
    move || match app.dialog.get() {
        Some(FrameDialog::Settings) => view! { <SettingsDialog /> }.into_any(),
        Some(FrameDialog::Palette) => view! { <Palette /> }.into_any(),
        Some(FrameDialog::Keys) => view! { <KeysDialog /> }.into_any(),
        None => ().into_any(),
    }
}

/// Keeps the title in step with the route, and moves the focus to the heading of each view but the first.
fn follow_route(t: Texts) {
    let app = use_app();
    Effect::new(move |previous: Option<Route>| {
        let route = app.route.get();
        let title = app.connections.title().unwrap_or_else(|| t.say(Key::AppName).to_owned());
        document::set_title(&format!("{} · {title}", t.say(page_name(&route))));
        if previous.is_some_and(|previous| previous.without_list_options() != route.without_list_options()) {
            request_animation_frame(|| document::focus("main h1"));
        }
        route
    });
}

fn page(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <HomePage /> }.into_any(),
        Route::Start(start) => view! { <StartPage start /> }.into_any(),
        Route::Access { connection, customer } => view! { <AccessPage connection customer /> }.into_any(),
        Route::Desk { connection } => view! { <DeskPage connection /> }.into_any(),
        Route::Activation { connection, user, images, installation, list_options: _ } => {
            view! { <ActivationPage connection user images installation /> }.into_any()
        }
        Route::NewConnection => view! { <NewConnectionPage /> }.into_any(),
        Route::About => view! { <AboutPage /> }.into_any(),
        Route::NotFound => view! { <NotFound /> }.into_any(),
    }
}

fn page_name(route: &Route) -> Key {
    match route {
        Route::Home | Route::Start(_) => Key::HomeTitle,
        Route::Access { .. } => Key::AccessTitle,
        Route::Desk { .. } => Key::DeskTitle,
        Route::Activation { .. } => Key::ActivationTitle,
        Route::NewConnection => Key::ConnectionTitle,
        Route::About => Key::AboutTitle,
        Route::NotFound => Key::NotFoundTitle,
    }
}
