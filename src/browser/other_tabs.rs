//! Tells the other tabs of this site to lock. No data is sent.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// The message that makes a tab drop its codes and credentials.
const LOCK_MESSAGE: &str = "lock";

/// The channel to the other tabs. Does nothing in a browser without `BroadcastChannel`.
#[derive(Clone, Copy)]
pub struct OtherTabs(StoredValue<Option<BroadcastChannel>, LocalStorage>);

impl OtherTabs {
    /// Opens the channel.
    #[must_use]
    pub fn open() -> Self {
        Self(StoredValue::new_local(BroadcastChannel::new("latchkey").ok()))
    }

    /// Tells the other tabs to lock.
    pub fn send_lock(self) {
        self.with_channel(|channel| {
            // Fails only if the channel is closed, or for a value that cannot be copied.
            let _ = channel.post_message(&LOCK_MESSAGE.into());
        });
    }

    /// Calls `lock` when another tab says so, for the life of the page.
    pub fn on_lock(self, mut lock: impl FnMut() + 'static) {
        let on_message: Box<dyn FnMut(MessageEvent)> = Box::new(move |message| {
            if message.data().as_string().as_deref() == Some(LOCK_MESSAGE) {
                lock();
            }
        });
        let on_message = Closure::wrap(on_message).into_js_value();
        self.with_channel(|channel| channel.set_onmessage(Some(on_message.unchecked_ref())));
    }

    fn with_channel(self, run: impl FnOnce(&BroadcastChannel)) {
        let _ = self.0.try_with_value(|channel| channel.as_ref().map(run));
    }
}
