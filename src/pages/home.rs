use latchkey_core::{
    connection::{Auth, Connection, Service, Subject},
    route::Route,
};
use leptos::{prelude::*, task::spawn_local};

use super::{config_failure::ConfigFailure, issues::ConfigIssues, kept_config::KeptConfig, passes::PassList};
use crate::{
    browser::document,
    components::{Icon, IconName, Keyed},
    context::use_app,
    i18n::{Key, Texts, texts},
    state::ConfigState,
};

/// Lines of a pass and two smaller cards.
const EMPTY_DRAWING: &str = "M14 14h68v36H14zM14 26h68M24 38h18M60 36h12v6H60z";

/// The remembered passes, and the passes and lists of the connections there are.
#[component]
pub fn HomePage() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let config = Memo::new(move |_| app.connections.file());
    let all = Memo::new(move |_| (app.connections.all(), config.with(|file| file.config().is_some())));
    let sections = |(connections, is_loaded): (Vec<Connection>, bool)| {
        if connections.is_empty() && is_loaded {
            return view! { <NoConnection /> }.into_any();
        }
        let (passes, lists): (Vec<_>, Vec<_>) =
            connections.into_iter().partition(|one| matches!(one.service, Service::AccessCode { .. }));
        [(Key::HomePasses, passes), (Key::HomeLists, lists)]
            .into_iter()
            .filter(|(_, of_service)| !of_service.is_empty())
            .map(|(title, of_service)| view! { <ConnectionSection title connections=of_service /> })
            .collect_view()
            .into_any()
    };
    let config_state = move || match config.get() {
        ConfigState::Loading => ().into_any(),
        ConfigState::Failed => view! { <ConfigFailure as_page=false /> }.into_any(),
        ConfigState::Kept(_) => view! { <KeptConfig /> }.into_any(),
        ConfigState::Loaded(_, issues) => {
            (!issues.is_empty()).then(|| view! { <ConfigIssues issues /> }).into_any()
        }
    };
    let add_link = move || {
        app.connections.can_add().then(|| {
            view! {
                <a class="button secondary" href=Route::NewConnection.href()>
                    <Icon name=IconName::Plus />
                    {t.say(Key::HomeAdd)}
                </a>
            }
        })
    };
    view! {
        <h1 tabindex="-1">{t.say(Key::HomeTitle)}</h1>
        <PassList />
        <div>
            <Keyed value=all children=sections />
        </div>
        <div>{config_state}</div>
        <div class="actions">{add_link}</div>
    }
}

/// Says that there is no connection; what to do follows below.
#[component]
fn NoConnection() -> impl IntoView {
    let t = texts();
    view! {
        <section class="card empty">
            <svg class="drawing" viewBox="0 0 96 64" aria-hidden="true">
                <path d=EMPTY_DRAWING />
            </svg>
            <p>{t.say(Key::HomeEmpty)}</p>
        </section>
    }
}

/// The connections of one service.
#[component]
fn ConnectionSection(
    /// The heading.
    title: Key,
    /// The connections, at least one.
    connections: Vec<Connection>,
) -> impl IntoView {
    let t = texts();
    let rows =
        connections.into_iter().map(|connection| view! { <ConnectionRow connection /> }).collect_view();
    view! {
        <section>
            <h2>{t.say(title)}</h2>
            <ul class="card rows">{rows}</ul>
        </section>
    }
}

/// A link to one connection and, if the device added it itself, a button to forget it.
#[component]
fn ConnectionRow(
    /// The connection.
    connection: Connection,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let description = describe(t, &connection);
    let (icon, route) = match connection.service {
        Service::AccessCode { .. } => {
            (IconName::Pass, Route::Access { connection: connection.id.clone(), customer: None })
        }
        Service::ActivationCodes { .. } => (IconName::Key, Route::activation_list(connection.id.clone())),
    };
    let Connection { id, name, .. } = connection;
    let forget_label = t.fill(Key::HomeForget, &[("name", &name)]);
    let forget_button = app.connections.is_own(&id).then(|| {
        let forget = move |_| {
            app.connections.remove(&id);
            // The id may be used again, for another host.
            app.credentials.remove(&id);
            app.passes.update(|passes| passes.remove_connection(&id));
            spawn_local(app.kept_codes.remove_of(id.clone()));
            document::focus("main h1");
        };
        view! {
            <button type="button" class="quiet-button" aria-label=forget_label on:click=forget>
                <Icon name=IconName::Over />
            </button>
        }
    });
    view! {
        <li>
            <a class="row" href=route.href()>
                <Icon name=icon />
                <span class="row-words">
                    <strong>{name}</strong>
                    <span class="quiet">{description}</span>
                </span>
                <Icon name=IconName::Onward />
            </a>
            {forget_button}
        </li>
    }
}

/// Returns the text below a connection's name: whose codes it shows, and through which server.
fn describe(t: Texts, connection: &Connection) -> String {
    let owner = match (&connection.service, connection.subject) {
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
    format!("{} · {place}", t.say(owner))
}
