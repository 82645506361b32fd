//! Page visibility, network state, and the page lifecycle: frozen, left, restored.

use leptos::prelude::*;
use web_sys::VisibilityState;

use super::{document, events::listen};

/// The state of the page in the browser, as signals.
#[derive(Clone, Copy)]
pub struct PageLifecycle {
    /// Whether the page is visible.
    pub visible: RwSignal<bool>,
    /// Whether there is a network: as the browser reports, unless an answer has shown that it is wrong.
    pub online: RwSignal<bool>,
    /// Whether the page is frozen: none of its code runs until it is resumed, which may be at any time.
    pub frozen: RwSignal<bool>,
    /// Number of key presses, touches and turns of the wheel, which show that the page is in use.
    pub interactions: RwSignal<u32>,
    /// Whether an answer arrived while the browser reported no network.
    is_offline_disproved: StoredValue<bool>,
    /// Whether the page was left. The browser may keep it in memory with all its content, and restore it.
    pub left: RwSignal<bool>,
}

impl PageLifecycle {
    /// Creates the state of a visible page that is online. It changes only by hand until
    /// [`PageLifecycle::follow`] is called.
    #[must_use]
    pub fn visible_and_online() -> Self {
        Self {
            visible: RwSignal::new(true),
            online: RwSignal::new(true),
            frozen: RwSignal::new(false),
            interactions: RwSignal::new(0),
            is_offline_disproved: StoredValue::new(false),
            left: RwSignal::new(false),
        }
    }

    /// Keeps the signals in step with the browser for the life of the page. Calls `on_return` after every
    /// event that may end a time in which no timer ran.
    pub fn follow(self, on_return: impl Fn() + 'static) {
        self.read_state();
        listen(&["keydown", "pointerdown", "wheel"], move || {
            document::set_root_attribute("data-touched", Some(""));
            self.interactions.update(|count| *count = count.wrapping_add(1));
        });
        listen(&["freeze"], move || self.frozen.set(true));
        listen(&["pagehide"], move || self.left.set(true));
        // Only these events mean that the page is back: a page that was left becomes hidden, too.
        listen(&["pageshow"], move || set_if_changed(self.left, false));
        listen(&["pageshow", "resume"], move || set_if_changed(self.frozen, false));
        // Sets the signal without reading `onLine`, which is true again if the network came back before this
        // event.
        listen(&["offline"], move || {
            self.is_offline_disproved.set_value(false);
            set_if_changed(self.online, false);
        });
        listen(&["visibilitychange", "resume", "pageshow", "focus", "online"], move || {
            self.read_state();
            on_return();
        });
    }

    /// Records that a request sent while the browser reported no network was answered. The browser is not
    /// believed again until it reports another loss.
    pub fn disprove_offline(self) {
        self.is_offline_disproved.set_value(true);
        set_if_changed(self.online, true);
    }

    fn read_state(self) {
        let visibility = leptos::prelude::document().visibility_state();
        set_if_changed(self.visible, visibility == VisibilityState::Visible);
        let is_online = window().navigator().on_line() || self.is_offline_disproved.get_value();
        set_if_changed(self.online, is_online);
    }
}

/// Sets a signal only if its value changes. The window also gets a `focus` event for every move of the focus
/// inside it.
fn set_if_changed(signal: RwSignal<bool>, value: bool) {
    if signal.get_untracked() != value {
        signal.set(value);
    }
}
