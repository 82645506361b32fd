//! The connections: those of `latchkey.json`, and those added on this device.

use latchkey_core::{
    clock::TimeSource,
    config::{self, Config, ConfigIssue},
    connection::Connection,
    connection_draft::{ConnectionDraft, DraftField},
    idle_lock::LockLimits,
    ids::ConnectionId,
    percent,
    request::{Method, Request},
};
use leptos::prelude::*;

use super::Clock;
use crate::{
    browser::{abort::AbortHandle, document, scheduler, storage},
    net::SharedTransport,
};

/// The content of `latchkey.json`, and the connections added on this device.
#[derive(Clone, Copy)]
pub struct Connections {
    file: RwSignal<ConfigState>,
    own: RwSignal<Vec<ConnectionDraft>>,
}

/// The state of `latchkey.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigState {
    /// It is being fetched.
    Loading,
    /// It was read, with the issues found in it. If there is no file, this is the default.
    Loaded(Config, Vec<ConfigIssue>),
    /// It could not be fetched.
    Failed,
}

impl Connections {
    /// Reads the connections stored on the device. `latchkey.json` is not fetched yet.
    #[must_use]
    pub fn load() -> Self {
        Self { file: RwSignal::new(ConfigState::Loading), own: RwSignal::new(read_stored()) }
    }

    /// Fetches and reads `latchkey.json`. A 404 is not a failure: the page works without the file. The clock
    /// learns the server's time from the answer, for the first time.
    pub async fn fetch(self, transport: SharedTransport, clock: Clock) {
        let (url, headers) = ("latchkey.json".to_owned(), Vec::new());
        let request = Request { method: Method::Get, url, is_same_origin: true, headers, body: None };
        let outcome = transport.send(request, AbortHandle::new()).await;
        if let Ok(exchange) = &outcome {
            clock.add_sample(TimeSource::Site, exchange);
        }
        let config = outcome.ok().and_then(|exchange| config::from_answer(&exchange.answer));
        let state =
            config.map_or(ConfigState::Failed, |(config, issues)| ConfigState::Loaded(config, issues));
        if let ConfigState::Loaded(Config { accent: Some(accent), .. }, _) = &state {
            document::set_root_property("--accent", accent);
        }
        if let ConfigState::Loaded(..) = state {
            // Building the views is long enough to be a task of its own.
            scheduler::yield_now().await;
        }
        self.file.set(state);
    }

    /// Returns the state of `latchkey.json`. Tracked.
    #[must_use]
    pub fn file(&self) -> ConfigState {
        self.file.get()
    }

    /// Returns the title of the page, if `latchkey.json` has one. Tracked.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        self.file.with(|file| match file {
            ConfigState::Loaded(config, _) => config.title.clone(),
            ConfigState::Loading | ConfigState::Failed => None,
        })
    }

    /// Returns the times after which a list of activation codes locks itself. Not tracked.
    #[must_use]
    pub fn lock_limits(&self) -> LockLimits {
        self.file.with_untracked(|file| match file {
            ConfigState::Loaded(config, _) => config.lock,
            ConfigState::Loading | ConfigState::Failed => LockLimits::default(),
        })
    }

    /// Returns whether the site's gateway signs people in. Tracked.
    #[must_use]
    pub fn has_sign_in(&self) -> bool {
        self.file.with(|file| matches!(file, ConfigState::Loaded(config, _) if config.has_sign_in))
    }

    /// Returns whether a lock ends the session at the gateway. Not tracked.
    #[must_use]
    pub fn lock_ends_session(&self) -> bool {
        let file = self.file.read_untracked();
        matches!(&*file, ConfigState::Loaded(config, _) if config.lock_ends_session)
    }

    /// Returns the connections of `latchkey.json`, then those of the device unless the file forbids them.
    /// Tracked.
    #[must_use]
    pub fn all(&self) -> Vec<Connection> {
        let (mut all, own) = self.file.with(|file| match file {
            ConfigState::Loaded(config, _) => (config.connections.clone(), config.allows_own_connections),
            ConfigState::Loading | ConfigState::Failed => (Vec::new(), true),
        });
        if own {
            all.extend(self.own.get().iter().filter_map(|draft| draft.to_connection().ok()));
        }
        all
    }

    /// Returns the connection with this id. Tracked.
    #[must_use]
    pub fn find(&self, id: &ConnectionId) -> Option<Connection> {
        self.all().into_iter().find(|connection| connection.id == *id)
    }

    /// Returns whether connections may be added on the device; `false` until `latchkey.json` has been read.
    /// Tracked.
    #[must_use]
    pub fn can_add(&self) -> bool {
        self.file.with(|file| match file {
            ConfigState::Loaded(config, _) => config.allows_own_connections,
            ConfigState::Loading | ConfigState::Failed => false,
        })
    }

    /// Returns whether this connection was added on the device. Tracked.
    #[must_use]
    pub fn is_own(&self, id: &ConnectionId) -> bool {
        self.own.with(|own| own.iter().any(|draft| has_id(draft, id)))
    }

    /// Adds a connection and stores it on the device, without its credential.
    pub fn add(&self, draft: ConnectionDraft) {
        self.own.update(|own| own.push(draft));
        self.store();
    }

    /// Removes a connection that was added on the device.
    pub fn remove(&self, id: &ConnectionId) {
        self.own.update(|own| own.retain(|draft| !has_id(draft, id)));
        self.store();
    }

    /// Stores the device's connections, one per line, with their fields percent-encoded as in a query.
    fn store(&self) {
        let mut own = self.own.get_untracked();
        let mut text = String::new();
        for draft in &mut own {
            for (field, name) in DraftField::ALL {
                if let Some(value) = draft.field_mut(field) {
                    text.extend([name, "=", &percent::encode(value), "&"]);
                }
            }
            text.push('\n');
        }
        storage::set("connections", Some(text.as_str()).filter(|text| !text.is_empty()));
    }
}

fn has_id(draft: &ConnectionDraft, id: &ConnectionId) -> bool {
    draft.id.as_deref() == Some(id.to_string().as_str())
}

/// Reads the device's connections. Unknown fields are skipped.
fn read_stored() -> Vec<ConnectionDraft> {
    let text = storage::get("connections").unwrap_or_default();
    let parse_line = |line: &str| {
        let mut draft = ConnectionDraft::default();
        for (key, value) in line.split('&').filter_map(|pair| pair.split_once('=')) {
            if let Some(field) = DraftField::from_key(key) {
                *draft.field_mut(field) = percent::decode(value);
            }
        }
        draft
    };
    text.lines().map(parse_line).collect()
}
