use latchkey_core::{
    clock::Witness,
    config::{self, Config, ConfigIssue},
    connection::Connection,
    draft::{Draft, Field},
    ids::ConnectionId,
    percent,
    presence::Limits,
    request::{Method, Request},
};
use leptos::prelude::*;

use crate::browser::abort::Abort;

use super::Clock;
use crate::{
    browser::{document, scheduler, storage},
    net::SharedTransport,
};

/// Everything `latchkey.json` said, and the connections people added on this device.
#[derive(Clone, Copy)]
pub struct Connections {
    file: RwSignal<ConfigState>,
    own: RwSignal<Vec<Draft>>,
}

/// What is known of `latchkey.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigState {
    /// It is on its way.
    Loading,
    /// It was read, or there is none and the defaults apply; and what in it cannot be used.
    Loaded(Config, Vec<ConfigIssue>),
    /// It could not be fetched.
    Failed,
}

impl Connections {
    /// Nothing known yet but what the device remembers.
    #[must_use]
    pub fn remembered() -> Self {
        Self { file: RwSignal::new(ConfigState::Loading), own: RwSignal::new(recall()) }
    }

    /// Fetches and reads `latchkey.json`. A 404 is no failure: the page works without the file. The `Date` of the
    /// answer is the first that the clock hears of a server's time.
    pub async fn fetch(self, transport: SharedTransport, clock: Clock) {
        let headers = Vec::new();
        let request = Request {
            method: Method::Get,
            url: "latchkey.json".to_owned(),
            same_origin: true,
            headers,
            body: None,
        };
        let outcome = transport.send(request, Abort::new()).await;
        if let Ok(exchange) = &outcome {
            clock.learn(Witness::Site, exchange);
        }
        let config = outcome.ok().and_then(|exchange| config::of_answer(&exchange.answer));
        let known =
            config.map_or(ConfigState::Failed, |(config, issues)| ConfigState::Loaded(config, issues));
        if let ConfigState::Loaded(Config { accent: Some(accent), .. }, _) = &known {
            document::set_property("--accent", accent);
        }
        if let ConfigState::Loaded(..) = known {
            // What is built now is a piece of work of its own.
            scheduler::pause().await;
        }
        self.file.set(known);
    }

    /// What is known of the file, reactive.
    #[must_use]
    pub fn file(&self) -> ConfigState {
        self.file.get()
    }

    /// The title of the page, where the file gives one, reactive.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        self.file.with(|file| match file {
            ConfigState::Loaded(config, _) => config.title.clone(),
            ConfigState::Loading | ConfigState::Failed => None,
        })
    }

    /// After how long a list of activation codes locks itself.
    #[must_use]
    pub fn lock(&self) -> Limits {
        self.file.with_untracked(|file| match file {
            ConfigState::Loaded(config, _) => config.lock,
            ConfigState::Loading | ConfigState::Failed => Limits::default(),
        })
    }

    /// The file's connections and then the device's own, unless the file forbids those, reactive.
    #[must_use]
    pub fn all(&self) -> Vec<Connection> {
        let (mut all, own) = self.file.with(|file| match file {
            ConfigState::Loaded(config, _) => (config.connections.clone(), config.own_connections),
            ConfigState::Loading | ConfigState::Failed => (Vec::new(), true),
        });
        if own {
            all.extend(self.own.get().iter().filter_map(|draft| draft.check().ok()));
        }
        all
    }

    /// One connection, reactive.
    #[must_use]
    pub fn find(&self, id: &ConnectionId) -> Option<Connection> {
        self.all().into_iter().find(|connection| connection.id == *id)
    }

    /// Whether people may add connections of their own, reactive. Not before the file has said so.
    #[must_use]
    pub fn may_add(&self) -> bool {
        self.file.with(|file| match file {
            ConfigState::Loaded(config, _) => config.own_connections,
            ConfigState::Loading | ConfigState::Failed => false,
        })
    }

    /// Whether the device added this connection itself, reactive.
    #[must_use]
    pub fn is_own(&self, id: &ConnectionId) -> bool {
        self.own.with(|own| own.iter().any(|draft| is(draft, id)))
    }

    /// Adds a connection and remembers it on the device, without credential.
    pub fn add(&self, draft: Draft) {
        self.own.update(|own| own.push(draft));
        self.remember();
    }

    /// Forgets a connection of the device's own.
    pub fn forget(&self, id: &ConnectionId) {
        self.own.update(|own| own.retain(|draft| !is(draft, id)));
        self.remember();
    }

    /// One line for each connection: its fields, percent-encoded, as in a query.
    fn remember(&self) {
        let mut own = self.own.get_untracked();
        let mut text = String::new();
        for draft in &mut own {
            for (field, name) in Field::ALL {
                if let Some(value) = draft.field(field) {
                    text.extend([name, "=", &percent::encode(value), "&"]);
                }
            }
            text.push('\n');
        }
        storage::set("connections", Some(text.as_str()).filter(|text| !text.is_empty()));
    }
}

fn is(draft: &Draft, id: &ConnectionId) -> bool {
    draft.id.as_deref() == Some(id.to_string().as_str())
}

/// The device's own connections; what cannot be read any more is left out.
fn recall() -> Vec<Draft> {
    let text = storage::get("connections").unwrap_or_default();
    let draft = |line: &str| {
        let mut draft = Draft::default();
        for (key, value) in line.split('&').filter_map(|pair| pair.split_once('=')) {
            if let Some(field) = Field::of(key) {
                *draft.field(field) = percent::decode(value);
            }
        }
        draft
    };
    text.lines().map(draft).collect()
}
