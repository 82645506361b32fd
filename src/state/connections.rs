//! The connections: those of `latchkey.json`, and those added on this device.

use std::time::Duration;

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

/// Longest time for which the page waits for `latchkey.json` if it has the file of the last visit.
const MAX_WAIT: Duration = Duration::from_secs(1);

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
    /// It could not be fetched. This is the file of the last visit.
    Kept(Config),
    /// It could not be fetched.
    Failed,
}

impl ConfigState {
    /// Returns the settings, if there are any.
    #[must_use]
    pub fn config(&self) -> Option<&Config> {
        match self {
            Self::Loaded(config, _) | Self::Kept(config) => Some(config),
            Self::Loading | Self::Failed => None,
        }
    }
}

impl Connections {
    /// Reads the connections stored on the device. `latchkey.json` is not fetched yet.
    #[must_use]
    pub fn load() -> Self {
        Self { file: RwSignal::new(ConfigState::Loading), own: RwSignal::new(read_stored()) }
    }

    /// Fetches and reads `latchkey.json`. A 404 is not a failure: the page works without the file. The clock
    /// learns the server's time from the answer, for the first time. If there is no answer, or none within a
    /// second, the file of the last visit is used.
    pub async fn fetch(self, transport: SharedTransport, clock: Clock) {
        let (url, headers) = ("latchkey.json".to_owned(), Vec::new());
        let request = Request { method: Method::Get, url, is_same_origin: true, headers, body: None };
        let answer = transport.send(request, AbortHandle::new());
        let use_kept = move || {
            let is_waiting = self.file.try_with_untracked(|file| *file == ConfigState::Loading);
            if let (Some(true), Some(config)) = (is_waiting, read_kept()) {
                self.set(ConfigState::Kept(config));
            }
        };
        set_timeout(use_kept, MAX_WAIT);
        let outcome = answer.await;
        if let Ok(exchange) = &outcome {
            clock.add_sample(TimeSource::Site, exchange);
        }
        let outcome = outcome.map(|exchange| exchange.answer);
        let state = match outcome.as_ref().ok().and_then(config::from_answer) {
            Some((config, issues)) => {
                storage::set("config", outcome.as_ref().ok().and_then(config::text_to_keep).as_deref());
                // Building the views is long enough to be a task of its own.
                scheduler::yield_now().await;
                ConfigState::Loaded(config, issues)
            }
            None if config::could_not_be_asked(outcome.as_ref()) => {
                read_kept().map_or(ConfigState::Failed, ConfigState::Kept)
            }
            None => ConfigState::Failed,
        };
        self.set(state);
    }

    fn set(self, state: ConfigState) {
        if let Some(accent) = state.config().and_then(|config| config.accent.as_deref()) {
            document::set_root_property("--accent", accent);
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
        self.file.with(|file| file.config()?.title.clone())
    }

    /// Returns the times after which a list of activation codes locks itself. Not tracked.
    #[must_use]
    pub fn lock_limits(&self) -> LockLimits {
        self.file.with_untracked(|file| file.config().map(|config| config.lock).unwrap_or_default())
    }

    /// Returns whether the site's gateway signs people in. Tracked.
    #[must_use]
    pub fn has_sign_in(&self) -> bool {
        self.file.with(|file| file.config().is_some_and(|config| config.has_sign_in))
    }

    /// Returns whether a lock ends the session at the gateway. Not tracked.
    #[must_use]
    pub fn lock_ends_session(&self) -> bool {
        self.file.with_untracked(|file| file.config().is_some_and(|config| config.lock_ends_session))
    }

    /// Returns the connections of `latchkey.json`, then those of the device unless the file forbids them.
    /// Tracked.
    #[must_use]
    pub fn all(&self) -> Vec<Connection> {
        let (mut all, own) = self.file.with(|file| {
            let settings = |config: &Config| (config.connections.clone(), config.allows_own_connections);
            file.config().map_or((Vec::new(), true), settings)
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
        self.file.with(|file| file.config().is_some_and(|config| config.allows_own_connections))
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

/// Reads the `latchkey.json` of the last visit, which holds no secret.
fn read_kept() -> Option<Config> {
    storage::get("config").map(|text| config::parse(&text).0)
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
