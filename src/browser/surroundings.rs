//! Whether the page can be seen and the device is online.

use leptos::{ev, prelude::*};
use web_sys::VisibilityState;

/// What goes on around the page, as signals.
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// The page can be seen.
    pub visible: RwSignal<bool>,
    /// The device believes that it has a network.
    pub online: RwSignal<bool>,
    /// The page was left. The browser may keep it, with all that stands in it, and bring it back.
    pub left: RwSignal<bool>,
}

impl Surroundings {
    /// Seen and online: what tests start from.
    #[must_use]
    pub fn calm() -> Self {
        Self { visible: RwSignal::new(true), online: RwSignal::new(true), left: RwSignal::new(false) }
    }

    /// Follows the browser for the life of the surrounding owner; `changed` hears of every sign that time may
    /// have passed unseen.
    pub fn follow(self, changed: impl Fn() + Copy + Send + Sync + 'static) {
        self.look();
        let look = move || {
            self.look();
            changed();
        };
        let listeners = [
            window_event_listener(ev::visibilitychange, move |_| look()),
            window_event_listener(ev::pagehide, move |_| self.left.set(true)),
            window_event_listener(ev::pageshow, move |_| look()),
            window_event_listener(ev::focus, move |_| look()),
            window_event_listener(ev::online, move |_| look()),
            window_event_listener(ev::offline, move |_| look()),
        ];
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    }

    fn look(self) {
        self.left.set(false);
        self.visible.set(document().visibility_state() == VisibilityState::Visible);
        self.online.set(window().navigator().on_line());
    }
}
