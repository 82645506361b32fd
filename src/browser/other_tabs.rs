//! One word to the other tabs of this site, and no data.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// The word: whoever hears it lets go of codes and credentials.
const LOCK: &str = "lock";

/// The channel to the other tabs; silent in a browser that has none.
#[derive(Clone, Copy)]
pub struct OtherTabs(StoredValue<Option<BroadcastChannel>, LocalStorage>);

impl OtherTabs {
    /// Opens the channel.
    #[must_use]
    pub fn open() -> Self {
        Self(StoredValue::new_local(BroadcastChannel::new("latchkey").ok()))
    }

    /// Tells the other tabs to lock.
    pub fn tell_lock(self) {
        self.with(|channel| {
            // Refused only by a closed channel, or for a value that cannot be copied.
            let _ = channel.post_message(&LOCK.into());
        });
    }

    /// Hears another tab's word, for the life of the page.
    pub fn on_lock(self, mut lock: impl FnMut() + 'static) {
        let hear: Box<dyn FnMut(MessageEvent)> = Box::new(move |message| {
            if message.data().as_string().as_deref() == Some(LOCK) {
                lock();
            }
        });
        let hear = Closure::wrap(hear).into_js_value();
        self.with(|channel| channel.set_onmessage(Some(hear.unchecked_ref())));
    }

    fn with(self, tell: impl FnOnce(&BroadcastChannel)) {
        let _ = self.0.try_with_value(|channel| channel.as_ref().map(tell));
    }
}
