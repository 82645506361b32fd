//! The services and the state that all pages share.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::browser::abort::Abort;
use crate::{
    browser::{address, events::listen, first_paint, other_tabs::OtherTabs, page_lifecycle::PageLifecycle},
    i18n::{Languages, Texts},
    net::{SharedTransport, early},
    state::{Clock, ConfigState, Connections, Credentials, Preferences, Source},
};
use latchkey_core::{
    clock::Witness,
    connection::{Auth, Subject},
    failure::Failure,
    ids::ConnectionId,
    language,
    request::{Method, Request},
    route::Route,
};

/// How long codes stay covered at most while the time is being cleared up.
const CLEARING_UP: Duration = Duration::from_secs(1);
/// How long a first view is waited for at most.
const FIRST_VIEW: Duration = Duration::from_secs(1);

/// Returns the context of the current component.
///
/// # Panics
/// Outside of the app, which provides it.
#[must_use]
pub fn use_app() -> AppContext {
    expect_context()
}

/// Services and state shared by all pages; tests build their own. A copy refers to the same.
#[derive(Clone, Copy)]
pub struct AppContext {
    /// The one clock.
    pub clock: Clock,
    /// Whether the page can be seen and the device is online.
    pub lifecycle: PageLifecycle,
    transport: StoredValue<SharedTransport>,
    /// Where the APIs are.
    pub connections: Connections,
    /// Keys and tokens, in memory.
    pub credentials: Credentials,
    /// The view is locked: nothing of it stands there.
    pub locked: RwSignal<bool>,
    other_tabs: OtherTabs,
    /// Theme and language.
    pub preferences: Preferences,
    /// The language in use.
    pub languages: Languages,
    /// Another version of the page has come and waits.
    pub new_version: RwSignal<bool>,
    /// The view the address names.
    pub route: RwSignal<Route>,
}

impl AppContext {
    /// Creates a context whose clock does not run yet and which follows nothing of the browser, and provides it to the
    /// components below.
    #[must_use]
    pub fn new(transport: SharedTransport, source: Source) -> Self {
        let clock = Clock::new(source);
        let this = Self {
            clock,
            lifecycle: PageLifecycle::calm(),
            transport: StoredValue::new(transport),
            connections: Connections::remembered(),
            credentials: Credentials::new(),
            locked: RwSignal::new(false),
            other_tabs: OtherTabs::open(),
            preferences: Preferences::remembered(),
            languages: Languages::new(),
            new_version: RwSignal::new(false),
            route: RwSignal::new(Route::Home),
        };
        provide_context(this);
        this
    }

    /// Starts the clock, follows the address and fetches `latchkey.json`.
    pub fn follow_browser(self) {
        self.clock.run();
        self.lifecycle.follow(move || self.clock.tick());
        Effect::new(move || {
            if self.lifecycle.left.get() {
                self.credentials.drop_all();
            }
        });
        let look = move || self.go_to(&address::fragment());
        look();
        listen(&["hashchange"], look);
        self.other_tabs.on_lock(move || self.lock_this_tab());
        if early::was_locked() {
            self.lock_this_tab();
        }
        self.follow_first_paint();
        self.fetch_config();
        Effect::new(move || {
            // Only coming back is followed: a file that fails again waits for the next time.
            if self.lifecycle.online.get() && untrack(|| self.connections.file()) == ConfigState::Failed {
                self.fetch_config();
            }
        });
    }

    /// Lets what nobody waits for come once the first view was painted: a view without codes as soon as it is known to be
    /// one, a view of codes when these have come, and any after a second.
    fn follow_first_paint(self) {
        first_paint::awaited();
        // A service may take its time.
        set_timeout(first_paint::comes, FIRST_VIEW);
        Effect::new(move || {
            if !self.may_hold_codes() && self.connections.file() != ConfigState::Loading {
                first_paint::comes();
            }
        });
    }

    /// The only transport to the network.
    #[must_use]
    pub fn transport(self) -> SharedTransport {
        self.transport.get_value()
    }

    /// Fetches `latchkey.json`, again where it failed.
    pub fn fetch_config(self) {
        spawn_local(self.connections.fetch(self.transport(), self.clock));
    }

    /// Asks the site itself for a sign of life, and for the time. Any answer is one.
    ///
    /// # Errors
    /// Why there was none.
    async fn probe(self) -> Result<(), Failure> {
        let (url, headers) = ("latchkey.json".to_owned(), Vec::new());
        let request = Request { method: Method::Head, url, same_origin: true, headers, body: None };
        let exchange = self.transport().send(request, Abort::new()).await?;
        self.clock.learn(Witness::Site, &exchange);
        self.clock.tick();
        Ok(())
    }

    /// What it means that a service could not be reached: whether the site can be tells it from a lost network.
    pub async fn why_unreachable(self) -> Failure {
        // A page that cannot be seen asks nobody.
        if !self.lifecycle.visible.get_untracked() {
            return Failure::Unreachable;
        }
        match self.probe().await {
            Ok(()) => Failure::Unreachable,
            Err(Failure::Offline) => Failure::Offline,
            Err(_) => Failure::NoConnection,
        }
    }

    /// Where the device's clocks went apart, asks the site for the time. Meanwhile codes are covered, but no longer
    /// than a second. For the life of the surrounding owner.
    pub fn follow_clock_jumps(self) {
        let settling = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move || {
            let seen = self.lifecycle.visible.get();
            if self.clock.ticking().certain || !seen || settling.with_value(Option::is_some) {
                return;
            }
            let settle = move || {
                settling.set_value(None);
                self.clock.settle();
            };
            settling.set_value(set_timeout_with_handle(settle, CLEARING_UP).ok());
            spawn_local(async move {
                let _ = self.probe().await;
            });
        });
        on_cleanup(move || {
            if let Some(handle) = settling.try_get_value().flatten() {
                handle.clear();
            }
        });
    }

    /// Locks here and in the other tabs: codes and credentials go.
    pub fn lock(self) {
        self.lock_this_tab();
        self.other_tabs.tell_lock();
    }

    /// Drops a credential that its service has refused, and sets `refused` so that the next question says so. The other tabs
    /// lock: what they show of it must not stay either.
    pub fn refuse_credential(self, connection: &ConnectionId, refused: RwSignal<bool>) {
        refused.set(true);
        self.credentials.drop(connection);
        self.other_tabs.tell_lock();
    }

    /// Locks this tab alone: codes and credentials go.
    pub fn lock_this_tab(self) {
        // Where no code can be, there is nothing to cover, and somebody may be typing.
        let covers = untrack(|| {
            let may_hold = self.may_hold_codes();
            // Until the file has come, any connection may be one that is signed in to.
            may_hold
                || self.connections.file() == ConfigState::Loading && self.route.get().connection().is_some()
        });
        self.credentials.drop_all();
        if covers {
            self.locked.set(true);
        }
    }

    /// Whether codes can stand in the view: it is somebody's, through a connection which is signed in to. Reactive.
    #[must_use]
    pub fn may_hold_codes(self) -> bool {
        let route = self.route.get();
        let connection = route.connection().and_then(|id| self.connections.find(id));
        connection.is_some_and(|connection| {
            let asked = route.names_somebody() || connection.subject == Subject::Me;
            let signed_in = match connection.auth {
                Auth::Gateway => true,
                Auth::Direct(_) => self.credentials.has(&connection.id),
            };
            asked && signed_in
        })
    }

    /// Shows the view of a fragment.
    pub fn go_to(self, fragment: &str) {
        let route = Route::parse(fragment);
        if self.route.with_untracked(|now| *now != route) {
            self.locked.set(false);
            self.route.set(route);
        }
    }

    /// Gives the view that stands another address: only what is arranged in it has changed.
    pub fn rewrite(self, route: Route) {
        address::rewrite(&route);
        self.route.set(route);
    }

    /// Keeps the language in step with the person's choice, the browser's wish and `latchkey.json`, for the life
    /// of the surrounding owner. A catalog that does not arrive leaves the language as it was.
    pub fn follow_language(self) {
        Effect::new(move || {
            match self.connections.file() {
                // It says which languages are offered, and was asked for before the app was there.
                ConfigState::Loading => return,
                ConfigState::Loaded(config, _) => self.languages.offer(&config.languages),
                ConfigState::Failed => {}
            }
            let browser = window().navigator().languages().into_iter().filter_map(|tag| tag.as_string());
            let wished = self.preferences.language.get().into_iter().chain(browser);
            let language = self.languages.offered.with(|offered| language::best(wished, offered));
            self.languages.preferred.set_value(language);
            if self.languages.wanted.get_value() == language {
                return;
            }
            self.languages.wanted.set_value(language);
            if language == "en" {
                self.languages.texts.set(Texts::default());
                self.languages.settled.set(true);
                return;
            }
            let url = ["locales/", language, ".json"].concat();
            let request =
                Request { method: Method::Get, url, same_origin: true, headers: Vec::new(), body: None };
            let answer = self.transport().send(request, Abort::new());
            spawn_local(async move {
                let catalog = answer.await.ok().filter(|exchange| exchange.answer.status == 200);
                let text = catalog.and_then(|catalog| String::from_utf8(catalog.answer.body).ok());
                let texts = text.and_then(|text| Texts::from_catalog(language, &text));
                // Somebody may have chosen another one meanwhile.
                if self.languages.wanted.try_get_value() == Some(language) {
                    if let Some(texts) = texts {
                        self.languages.texts.set(texts);
                    } else {
                        // So that it is asked for again when it is chosen again.
                        self.languages.wanted.set_value(self.languages.texts.get_untracked().language());
                    }
                    self.languages.settled.set(true);
                }
            });
        });
    }
}
