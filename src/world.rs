//! Everything a page may reach, in one place that tests can build for themselves.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    browser::{abort::Abort, surroundings::Surroundings},
    dom::effect,
    i18n::{Languages, Texts, best},
    net::Door,
    route::Route,
    state::{Clock, Connections, Credentials, Known, Preferences, Source},
};
use latchkey_core::request::{Method, Request};

/// Clock, network, surroundings and what the page knows. There is one for the life of the page.
pub struct World {
    /// The one clock.
    pub clock: Clock,
    /// Whether the page can be seen and the device is online.
    pub surroundings: Surroundings,
    door: Door,
    /// Where the APIs are.
    pub connections: Connections,
    /// Keys and tokens, in memory.
    pub credentials: Credentials,
    /// Theme and language.
    pub preferences: Preferences,
    /// The language in use.
    pub languages: Languages,
    /// The view the address names.
    pub route: RwSignal<Route>,
}

impl World {
    /// A world that stands still: its clock does not run and nothing of the browser is followed.
    #[must_use]
    pub fn new(door: Door, source: Source) -> &'static Self {
        let clock = Clock::new(source);
        Box::leak(Box::new(Self {
            clock,
            surroundings: Surroundings::calm(),
            door,
            connections: Connections::remembered(),
            credentials: Credentials::new(),
            preferences: Preferences::remembered(),
            languages: Languages::new(),
            route: RwSignal::new(Route::Home),
        }))
    }

    /// Sets the world going: the clock runs, the address is followed, `latchkey.json` is fetched.
    pub fn follow_browser(&'static self) {
        self.clock.run();
        self.surroundings.follow(move || self.clock.tick());
        effect(move || {
            if self.surroundings.left.get() {
                self.credentials.drop_all();
            }
        });
        let look = move || self.go_to(&window().location().hash().unwrap_or_default());
        look();
        let listener = window_event_listener(ev::hashchange, move |_| look());
        on_cleanup(move || listener.remove());
        self.fetch_config();
        effect(move || {
            // Only coming back is followed: a file that fails again waits for the next time.
            if self.surroundings.online.get() && untrack(|| self.connections.file()) == Known::Failed {
                self.fetch_config();
            }
        });
    }

    /// The only door to the network.
    #[must_use]
    pub fn door(&self) -> Door {
        Door::clone(&self.door)
    }

    /// Fetches `latchkey.json`, again where it failed.
    pub fn fetch_config(&self) {
        spawn_local(self.connections.fetch(self.door(), self.clock));
    }

    /// Shows the view of a fragment.
    pub fn go_to(&self, fragment: &str) {
        let route = Route::parse(fragment);
        if self.route.with_untracked(|now| *now != route) {
            self.route.set(route);
        }
    }

    /// Keeps the language in step with the person's choice, the browser's wish and `latchkey.json`, for the life
    /// of the surrounding owner. A catalog that does not arrive leaves the language as it was.
    pub fn follow_language(&'static self) {
        effect(move || {
            if let Known::Read(config) = self.connections.file() {
                self.languages.offer(&config.languages);
            }
            let browser = window().navigator().languages().into_iter().filter_map(|tag| tag.as_string());
            let wished = self.preferences.language.get().into_iter().chain(browser);
            let language = self.languages.offered.with(|offered| best(wished, offered));
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
            let request = Request { method: Method::Get, url, same_origin: true, headers: Vec::new() };
            let answer = self.door().send(request, Abort::new());
            spawn_local(async move {
                let catalog = answer.await.ok().filter(|exchange| exchange.answer.status == 200);
                let text = catalog.and_then(|catalog| String::from_utf8(catalog.answer.body).ok());
                let texts = text.and_then(|text| Texts::from_catalog(language, &text));
                // Somebody may have chosen another one meanwhile.
                if self.languages.wanted.try_get_value() == Some(language) {
                    if let Some(texts) = texts {
                        self.languages.texts.set(texts);
                    }
                    self.languages.settled.set(true);
                }
            });
        });
    }
}
