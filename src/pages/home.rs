use latchkey_core::{
    config::Issue,
    connection::{Auth, Connection, Service, Subject},
    request::ImageWish,
    retry::Api,
};
use leptos::prelude::*;

use crate::{
    components::{FailureCard, Icon, Symbol, trouble_words},
    i18n::{Key, Texts, texts},
    route::Route,
    state::Known,
    world::World,
};

/// The passes and lists of the connections there are.
#[component]
pub fn Home(
    /// What it may reach.
    world: World,
) -> AnyView {
    let t = texts();
    let state = move || match world.connections.file() {
        Known::Awaited => view! { <div class="skeleton rows" aria-hidden="true"></div> }.into_any(),
        Known::Failed(failure) => {
            let again = move |()| leptos::task::spawn_local(world.connections.fetch(world.door.get_value()));
            let idle = || latchkey_core::refresh::Activity::Idle;
            view! {
                <FailureCard
                    failure=failure
                    api=Api::AccessCode
                    activity=Signal::derive(idle)
                    may_ask=Signal::derive(|| true)
                    again=again
                />
            }
            .into_any()
        }
        Known::Read(config) => view! { <Issues issues=config.issues /> }.into_any(),
    };
    let list = move || {
        let all = world.connections.all();
        let settled = world.connections.file() != Known::Awaited;
        if all.is_empty() && settled {
            return view! { <Nothing /> }.into_any();
        }
        let part = |title, services: fn(&Connection) -> bool| {
            let items: Vec<_> = all.iter().filter(|one| services(one)).cloned().collect();
            (!items.is_empty()).then(|| view! { <Part world=world title=title connections=items /> })
        };
        view! {
            {part(t.say(Key::HomePasses), |one| matches!(one.service, Service::AccessCode { .. }))}
            {part(t.say(Key::HomeLists), |one| matches!(one.service, Service::ActivationCodes { .. }))}
        }
        .into_any()
    };
    let add = move || {
        world.connections.may_add().then(|| {
            view! {
                <a class="button secondary" href=Route::NewConnection.href()>
                    <Icon symbol=Symbol::Plus />
                    {t.say(Key::HomeAdd)}
                </a>
            }
        })
    };
    view! {
        <h1 tabindex="-1">{t.say(Key::HomeTitle)}</h1>
        {list}
        {state}
        <div class="actions">{add}</div>
    }
    .into_any()
}

/// No connection at all: what that means and what to do.
#[component]
fn Nothing() -> AnyView {
    let t = texts();
    view! {
        <section class="card empty">
            <svg class="drawing" viewBox="0 0 96 64" aria-hidden="true">
                <path d="M14 14h68v36H14zM14 26h68M24 38h18M60 36h12v6H60z" />
            </svg>
            <p>{t.say(Key::HomeEmpty)}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Part(
    /// What it may reach.
    world: World,
    /// Its heading.
    title: &'static str,
    /// What it lists.
    connections: Vec<Connection>,
) -> AnyView {
    let t = texts();
    let items: Vec<_> = connections
        .into_iter()
        .map(|connection| {
            let id = connection.id.clone();
            let forget = world.connections.is_own(&id).then(|| {
                let label = t.fill(Key::HomeForget, &[("name", &connection.name)]);
                view! {
                    <button
                        type="button"
                        class="quiet-button"
                        aria-label=label
                        on:click=move |_| world.connections.forget(&id)
                    >
                        <Icon symbol=Symbol::Over />
                    </button>
                }
            });
            view! {
                <li>
                    <a class="row" href=route_of(&connection).href()>
                        <Icon symbol=symbol_of(&connection) />
                        <span class="row-words">
                            <strong>{connection.name.clone()}</strong>
                            <span class="quiet">{described(t, &connection)}</span>
                        </span>
                        <Icon symbol=Symbol::Onward />
                    </a>
                    {forget}
                </li>
            }
        })
        .collect();
    view! {
        <section>
            <h2>{title}</h2>
            <ul class="card rows">{items}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Issues(
    /// What in `latchkey.json` cannot be used.
    issues: Vec<Issue>,
) -> AnyView {
    let t = texts();
    if issues.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = issues
        .into_iter()
        .map(|issue| {
            let found = (!issue.found.is_empty()).then(|| {
                view! {
                    " "
                    <code translate="no">{issue.found}</code>
                }
            });
            view! {
                <li>
                    <code translate="no">{issue.key}</code>
                    {found}
                    " "
                    {trouble_words(t, issue.trouble)}
                </li>
            }
        })
        .collect();
    view! {
        <section class="card notice-card" role="status">
            <h2>
                <Icon symbol=Symbol::Trouble />
                {t.say(Key::ConfigTitle)}
            </h2>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

fn route_of(connection: &Connection) -> Route {
    let connection_id = connection.id.clone();
    match connection.service {
        Service::AccessCode { .. } => Route::Access { connection: connection_id, customer: None },
        Service::ActivationCodes { .. } => {
            Route::Activation { connection: connection_id, user: None, images: ImageWish::default() }
        }
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
