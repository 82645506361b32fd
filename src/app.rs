//! The frame round every view, and the one match from route to page.

use std::cell::RefCell;

use latchkey_core::route::Route;
use leptos::prelude::*;

use crate::{
    browser::{app_update, document, first_paint, selection, storage},
    components::{Symbol, button, icon, notice},
    context::AppContext,
    dom::{El, effect, el},
    i18n::{Key, language_name, texts},
    net::early,
    pages,
    state::{ConfigState, Theme},
};

/// The styles of what is not seen before the app is there.
const STYLES: &str = concat!(
    include_str!(concat!(env!("OUT_DIR"), "/app.css")),
    include_str!(concat!(env!("OUT_DIR"), "/list.css")),
    include_str!(concat!(env!("OUT_DIR"), "/rest.css")),
);

/// The code that the first stage shows, and the one that the app shows in its place.
const SHELL_CODE: &str = "#shell .code";
const APP_CODE: &str = "#main .pass .code";

/// Puts the whole app into `root`, in place of the shell that `index.html` brings, once it is known in which language and
/// what `latchkey.json` says: before, nothing of it could stay where it is. It is built anew when the language changes, so
/// that every text in it can be a plain string.
pub fn mount(root: El, app: AppContext) {
    document::adopt_styles(STYLES);
    app.follow_language();
    app.follow_jumps();
    let built = move |language: Option<&'static str>| {
        let frame = language.map(|language| {
            app.languages.texts.get().provide();
            document::set_root("lang", Some(language));
            let was_selected = selection::is_in(SHELL_CODE);
            document::remove("shell");
            let frame = frame(app);
            early::app_is_mounted();
            if was_selected {
                // By the next frame the app shows the same code in the same place.
                request_animation_frame(|| selection::select(APP_CODE));
            }
            frame
        });
        frame.into_iter().flatten()
    };
    let ready = move || app.languages.settled.get() && app.connections.file() != ConfigState::Loading;
    let language = move || ready().then(|| app.languages.texts.get().language());
    let _ = root.part(language, built);
}

/// What stands in the middle.
#[derive(Clone, PartialEq, Eq)]
enum Stage {
    /// Nothing: the page was left or put to sleep, and the browser may keep it for the way back.
    Empty,
    /// That codes and credentials are gone.
    Locked,
    /// The view of the address.
    Page(Route),
}

/// Skip link, head, view, foot.
fn frame(app: AppContext) -> [El; 4] {
    let t = texts();
    let title = move || app.connections.title().unwrap_or_else(|| t.say(Key::AppName).to_owned());
    let before = RefCell::new(None::<Route>);
    effect(move || {
        let route = app.route.get();
        document::set_title(&[t.say(page_name(&route)), " · ", &title()].concat());
        // The first view of a visit starts where a page starts; every later one at its heading.
        let before = before.replace(Some(route.clone()));
        if before.is_some_and(|before| before.view() != route.view()) {
            request_animation_frame(|| document::focus("main h1"));
        }
    });
    // A fragment is a route here, so the skip link moves the focus itself.
    let skip = el("a").class("skip").attr("href", "#main").say(t, Key::AppSkip).on("click", |event| {
        event.prevent_default();
        document::focus("main");
    });
    let brand = el("a").class("brand").attr("href", &Route::Home.href()).child(icon(Symbol::Pass));
    let about = el("a").attr("href", &Route::About.href()).say(t, Key::AboutLink);
    let lockable = move || app.may_hold_codes() && !app.locked.get();
    let lock = move |lockable: bool| {
        let lock = |key| button("quiet-button", Some(Symbol::Lock), t.say(key));
        lockable.then(|| lock(Key::LockButton).on_click(move || app.lock()))
    };
    let bar = el("header")
        .class("bar")
        .child(brand.child(el("span").live_text(title)))
        .child(el("nav").attr("aria-label", t.say(Key::AppNavigation)).part(lockable, lock).child(about));
    let main = el("main").attr("id", "main").focusable();
    let state = move || {
        // What somebody is typing in a view without codes survives a sleep of the page.
        if app.lifecycle.left.get() || (app.lifecycle.frozen.get() && app.may_hold_codes()) {
            Stage::Empty
        } else if app.locked.get() {
            Stage::Locked
        } else {
            Stage::Page(app.route.with(Route::view))
        }
    };
    let main = main.part(state, move |stage: Stage| match stage {
        Stage::Empty => Vec::new(),
        Stage::Locked => pages::locked(app),
        Stage::Page(route) => page(route, app),
    });
    [skip, bar, main, foot(app)]
}

fn page(route: Route, app: AppContext) -> Vec<El> {
    match route {
        Route::Home => pages::home(app),
        Route::Access { connection, customer } => vec![pages::access(app, connection, customer)],
        Route::Activation { connection, user, images, installation, arrangement: _ } => {
            vec![pages::activation(app, connection, user, images, installation)]
        }
        Route::NewConnection => vec![pages::new_connection(app)],
        Route::About => vec![pages::about(app)],
        Route::NotFound => vec![pages::not_found()],
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

/// The foot of every view. At the start of a visit it waits for the view.
fn foot(app: AppContext) -> El {
    let update = |ready: bool| {
        let t = texts();
        let load = || {
            button("quiet-button", Some(Symbol::Refresh), t.say(Key::UpdateLoad)).on_click(app_update::now)
        };
        ready.then(|| notice(Symbol::Note, t.say(Key::UpdateReady)).child(load()))
    };
    let settings = move |over: bool| if over { settings(app) } else { Vec::new() };
    el("footer")
        .class("settings")
        .part(move || app.new_version.get(), update)
        .part(first_paint::is_over, settings)
}

/// Language and theme.
fn settings(app: AppContext) -> Vec<El> {
    let t = texts();
    let (theme, language) = (app.preferences.theme, app.preferences.language);
    let option = |value: &str, name: &str, chosen: bool| {
        let option = el("option").attr("value", value).text(name);
        if chosen { option.attr("selected", "") } else { option }
    };
    let languages = move |offered: Vec<&'static str>| {
        offered.into_iter().map(move |tag| option(tag, language_name(tag), tag == t.language()))
    };
    let languages = el("select")
        .part(move || app.languages.offered.get(), languages)
        .on_value("change", move |tag| language.set(Some(tag)));
    let chosen = theme.get_untracked();
    let themes = Theme::ALL.map(|choice| option(choice.word(), t.say(theme_name(choice)), choice == chosen));
    let themes = el("select").children(themes).on_value("change", move |word| theme.set(Theme::of(&word)));
    let labelled = |key, select| el("label").child(el("span").say(t, key)).child(select);
    // Only where it is so: most browsers remember.
    let forgets = (!storage::remembers()).then(|| notice(Symbol::Note, t.say(Key::SettingsForgets)));
    let choices = [labelled(Key::SettingsLanguage, languages), labelled(Key::SettingsTheme, themes)];
    forgets.into_iter().chain(choices).collect()
}

fn theme_name(theme: Theme) -> Key {
    match theme {
        Theme::System => Key::ThemeSystem,
        Theme::Light => Key::ThemeLight,
        Theme::Dark => Key::ThemeDark,
    }
}
