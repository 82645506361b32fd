//! Whether the page can be seen, the device is online, and the page is there at all.

use leptos::prelude::*;
use web_sys::VisibilityState;

use super::{document, events::listen};
use leptos::prelude::RwSignal;

/// What goes on around the page, as signals.
#[derive(Clone, Copy)]
pub struct PageLifecycle {
    /// The page can be seen.
    pub visible: RwSignal<bool>,
    /// The device believes that it has a network.
    pub online: RwSignal<bool>,
    /// The page was put to sleep: nothing in it runs until it wakes up, and nobody knows when.
    pub frozen: RwSignal<bool>,
    /// Counts every sign that somebody is there: keys, touches, the wheel.
    pub touches: RwSignal<u32>,
    /// The page was left. The browser may keep it, with all that stands in it, and bring it back.
    pub left: RwSignal<bool>,
}

impl PageLifecycle {
    /// Seen and online: what tests start from.
    #[must_use]
    pub fn calm() -> Self {
        Self {
            visible: RwSignal::new(true),
            online: RwSignal::new(true),
            frozen: RwSignal::new(false),
            touches: RwSignal::new(0),
            left: RwSignal::new(false),
        }
    }

    /// Follows the browser for the life of the page; `changed` hears of every sign that time may
    /// have passed unseen.
    pub fn follow(self, changed: impl Fn() + 'static) {
        self.look();
        listen(&["keydown", "pointerdown", "wheel"], move || {
            document::set_root("data-touched", Some(""));
            self.touches.update(|count| *count = count.wrapping_add(1));
        });
        listen(&["freeze"], move || self.frozen.set(true));
        listen(&["pagehide"], move || self.left.set(true));
        // Only these say that the page is back: it becomes hidden after it was left, too.
        listen(&["pageshow"], move || note(self.left, false));
        listen(&["pageshow", "resume"], move || note(self.frozen, false));
        // By its sign alone: a network that is back before the sign has come was away nevertheless.
        listen(&["offline"], move || note(self.online, false));
        listen(&["visibilitychange", "resume", "pageshow", "focus", "online"], move || {
            self.look();
            changed();
        });
    }

    fn look(self) {
        note(self.visible, leptos::prelude::document().visibility_state() == VisibilityState::Visible);
        note(self.online, window().navigator().on_line());
    }
}

/// Notes what has changed, and only that: the window hears of every move of the focus inside it.
fn note(signal: RwSignal<bool>, value: bool) {
    if signal.get_untracked() != value {
        signal.set(value);
    }
}
