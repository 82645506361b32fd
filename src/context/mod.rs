//! The services and the state that all pages share.

mod actions;
mod language;
mod lock;
mod session;
mod site;

use std::time::Duration;

use latchkey_core::{remembered_passes::RememberedPasses, route::Route, session::Session};
use leptos::prelude::*;

pub use self::actions::Action;
use crate::{
    browser::{address, events::listen, first_paint, other_tabs::OtherTabs, page_lifecycle::PageLifecycle},
    i18n::Languages,
    net::{SharedTransport, early},
    state::{
        Clock, ClockSource, ConfigState, Connections, Credentials, KeptCodes, Preferences, load_passes,
        renew_readers,
    },
};

/// Longest time for which deferred work waits for the first view.
const FIRST_VIEW: Duration = Duration::from_secs(1);

/// Returns the context of the current component.
///
/// # Panics
/// Outside of the app, which provides it.
#[must_use]
pub fn use_app() -> AppContext {
    expect_context()
}

/// A dialog that any view can have in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameDialog {
    /// The settings of this device.
    Settings,
    /// The command palette.
    Palette,
    /// The list of keys.
    Keys,
}

/// Services and state shared by all pages; tests build their own. A copy refers to the same.
#[derive(Clone, Copy)]
pub struct AppContext {
    /// The one clock.
    pub clock: Clock,
    /// Whether the page is visible, online, frozen or left.
    pub lifecycle: PageLifecycle,
    transport: StoredValue<SharedTransport>,
    /// `latchkey.json`, and the connections of the device.
    pub connections: Connections,
    /// Keys and tokens, in memory.
    pub credentials: Credentials,
    /// The codes that are kept on this device.
    pub kept_codes: KeptCodes,
    /// Whether the view is locked.
    pub locked: RwSignal<bool>,
    /// The session at the gateway.
    pub session: RwSignal<Session>,
    /// Whether the last lock should have ended the session at the gateway, and could not.
    pub session_end_failed: RwSignal<bool>,
    other_tabs: OtherTabs,
    /// The passes that this device remembers.
    pub passes: RwSignal<RememberedPasses>,
    /// The actions of the current view.
    pub actions: RwSignal<Vec<Action>>,
    /// The dialog of the frame that is open, if one is.
    pub dialog: RwSignal<Option<FrameDialog>>,
    /// The settings of this device.
    pub preferences: Preferences,
    /// The language in use, and the ones offered.
    pub languages: Languages,
    /// Whether a new version of the page is ready.
    pub new_version: RwSignal<bool>,
    /// The view that the address names.
    pub route: RwSignal<Route>,
}

impl AppContext {
    /// Creates a context whose clock does not run yet and which follows nothing of the browser, and provides
    /// it to the components below.
    #[must_use]
    pub fn new(transport: SharedTransport, source: ClockSource) -> Self {
        let clock = Clock::new(source);
        let this = Self {
            clock,
            lifecycle: PageLifecycle::visible_and_online(),
            transport: StoredValue::new(transport),
            connections: Connections::load(),
            credentials: Credentials::new(),
            kept_codes: KeptCodes::new(),
            locked: RwSignal::new(false),
            session: RwSignal::new(Session::Unknown),
            session_end_failed: RwSignal::new(false),
            other_tabs: OtherTabs::open(),
            passes: load_passes(),
            actions: RwSignal::new(Vec::new()),
            dialog: RwSignal::new(None),
            preferences: Preferences::load(),
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
                self.credentials.clear();
                // Signing in and out leave the page.
                self.session.set(Session::Unknown);
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
            // Only a return to the network is followed: a file that fails again is fetched at the next
            // return.
            let file = untrack(|| self.connections.file());
            let is_missing = matches!(file, ConfigState::Failed | ConfigState::Kept(_));
            if self.lifecycle.online.get() && is_missing {
                self.fetch_config();
            }
        });
    }

    /// Starts what is deferred until after the first paint: for a view without codes once it is known to be
    /// one, for a view of codes when these have arrived (`RefreshController`), and for any after a second.
    fn follow_first_paint(self) {
        first_paint::expect();
        // A service may take its time.
        set_timeout(first_paint::mark_next_frame, FIRST_VIEW);
        Effect::new(move || {
            if !self.may_hold_codes() && self.connections.file() != ConfigState::Loading {
                first_paint::mark_next_frame();
            }
        });
    }

    /// Lets the signals that outlive views forget the readers that were in the last one. Called before each
    /// view is built. What is read here again has to bear that: `online` and `latchkey.json` are left out,
    /// because their readers fetch something.
    pub fn renew_readers(self) {
        let Preferences { countdown, codes_open, every_minute, .. } = self.preferences;
        for flag in [self.lifecycle.visible, self.kept_codes.is_shown, codes_open, every_minute] {
            renew_readers(&flag);
        }
        renew_readers(&countdown);
        renew_readers(&self.lifecycle.interactions);
        renew_readers(&self.route);
        self.credentials.renew_readers();
    }

    /// Returns the only way to the network.
    #[must_use]
    pub fn transport(self) -> SharedTransport {
        self.transport.get_value()
    }

    /// Shows the view of a fragment.
    pub fn go_to(self, fragment: &str) {
        let route = Route::parse(fragment);
        if self.route.with_untracked(|now| *now != route) {
            self.locked.set(false);
            // The browser's Back may have been pressed in front of the settings.
            self.dialog.set(None);
            self.route.set(route);
        }
    }

    /// Gives the current view another address, which differs in its list options only.
    pub fn rewrite(self, route: Route) {
        address::replace(&route);
        self.route.set(route);
    }
}
