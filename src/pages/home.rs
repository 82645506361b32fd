use latchkey_core::{
    connection::{Auth, Connection, Service, Subject},
    route::Route,
};

use super::{config_failure::config_failure, issues::issues};
use crate::{
    browser::document,
    components::{Symbol, button, icon},
    context::AppContext,
    dom::{El, el, svg},
    i18n::{Key, Texts, texts},
    state::ConfigState,
};

/// The passes and lists of the connections there are.
#[must_use]
pub fn home(app: AppContext) -> Vec<El> {
    let t = texts();
    let lists = move |(all, file): (Vec<Connection>, ConfigState)| {
        if all.is_empty() && matches!(file, ConfigState::Loaded(_)) {
            return vec![no_connection(t)];
        }
        let (passes, lists): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| matches!(one.service, Service::AccessCode { .. }));
        [(Key::HomePasses, passes), (Key::HomeLists, lists)]
            .into_iter()
            .filter(|(_, connections)| !connections.is_empty())
            .map(|(title, connections)| part(app, t, title, connections))
            .collect()
    };
    let state = move |file| match file {
        ConfigState::Loading => None,
        ConfigState::Failed => Some(config_failure(app, "h2")),
        ConfigState::Loaded(config) => config.faulty.map(|text| issues(&text)),
    };
    let add = move |allowed: bool| {
        allowed.then(|| {
            el("a")
                .class("button secondary")
                .attr("href", &Route::NewConnection.href())
                .child(icon(Symbol::Plus))
                .say(t, Key::HomeAdd)
        })
    };
    vec![
        el("h1").focusable().say(t, Key::HomeTitle),
        el("div").part(move || (app.connections.all(), app.connections.file()), lists),
        el("div").part(move || app.connections.file(), state),
        el("div").class("actions").part(move || app.connections.may_add(), add),
    ]
}

/// No connection at all: what that means; what to do stands right below.
fn no_connection(t: Texts) -> El {
    let lines = svg("path").attr("d", "M14 14h68v36H14zM14 26h68M24 38h18M60 36h12v6H60z");
    let drawing = svg("svg").class("drawing").attr("viewBox", "0 0 96 64").attr("aria-hidden", "true");
    el("section").class("card empty").child(drawing.child(lines)).child(el("p").say(t, Key::HomeEmpty))
}

fn part(app: AppContext, t: Texts, title: Key, connections: Vec<Connection>) -> El {
    let rows = connections.into_iter().map(|connection| {
        let words = el("span")
            .class("row-words")
            .child(el("strong").text(&connection.name))
            .child(el("span").class("quiet").text(&described(t, &connection)));
        let link = el("a")
            .class("row")
            .attr("href", &route_of(&connection).href())
            .child(icon(symbol_of(&connection)))
            .child(words)
            .child(icon(Symbol::Onward));
        let id = connection.id;
        let forget = app.connections.is_own(&id).then(|| {
            button("quiet-button", Some(Symbol::Over), "")
                .attr("aria-label", &t.fill(Key::HomeForget, &[("name", &connection.name)]))
                .on_click(move || {
                    app.connections.forget(&id);
                    // Its id may be given again, to another host.
                    app.credentials.drop(&id);
                    document::focus("main h1");
                })
        });
        el("li").child(link).children(forget)
    });
    el("section").child(el("h2").say(t, title)).child(el("ul").class("card rows").children(rows))
}

fn route_of(connection: &Connection) -> Route {
    let id = connection.id.clone();
    match connection.service {
        Service::AccessCode { .. } => Route::Access { connection: id, customer: None },
        Service::ActivationCodes { .. } => Route::codes_of(id),
    }
}

fn symbol_of(connection: &Connection) -> Symbol {
    match connection.service {
        Service::AccessCode { .. } => Symbol::Pass,
        Service::ActivationCodes { .. } => Symbol::Key,
    }
}

/// What stands below a connection's name: whose codes, and through which server.
fn described(t: Texts, connection: &Connection) -> String {
    let whose = match (&connection.service, connection.subject) {
        (Service::AccessCode { .. }, Subject::Me) => Key::HomeMyCode,
        (Service::AccessCode { .. }, Subject::Named) => Key::HomeAnyCustomer,
        (Service::ActivationCodes { .. }, Subject::Me) => Key::HomeMyCodes,
        (Service::ActivationCodes { .. }, Subject::Named) => Key::HomeAnyUser,
    };
    let (Service::AccessCode { base, .. } | Service::ActivationCodes { base, .. }) = &connection.service;
    let place = match connection.auth {
        Auth::Gateway => t.say(Key::HomeThroughGateway).to_owned(),
        Auth::Direct(_) => base.to_string(),
    };
    [t.say(whose), " · ", &place].concat()
}
