//! Shows the page on the whole screen (Fullscreen API), where the browser has that.

use std::{cell::Cell, mem};

use js_sys::Promise;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use super::events::listen_in_owner;

thread_local! {
    /// Whether full screen is being left, which takes effect with an event `fullscreenchange`.
    static IS_LEAVING: Cell<bool> = const { Cell::new(false) };
}

// web-sys drops the promises of these methods, and their rejections would count as errors of the page.
#[wasm_bindgen]
extern "C" {
    type FullscreenElement;
    type FullscreenDocument;

    #[wasm_bindgen(method, catch, js_name = requestFullscreen)]
    fn request_fullscreen(this: &FullscreenElement) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = exitFullscreen)]
    fn exit_fullscreen(this: &FullscreenDocument) -> Result<Promise, JsValue>;

    /// `undefined` in browsers without the API.
    #[wasm_bindgen(method, getter, js_name = fullscreenElement)]
    fn fullscreen_element(this: &FullscreenDocument) -> Option<JsValue>;
}

/// Fills the screen until the current owner is cleaned up. Must be called while a click is handled, or right
/// after. Calls `on_exit` when the person leaves full screen by the browser's own means, such as Escape.
///
/// A browser that has no full screen, such as Safari on an iPhone, or refuses it is left alone. The whole
/// document fills the screen, because a dialog must not.
pub fn fill_in_owner(on_exit: impl Fn() + 'static) {
    let Some(root) = document().document_element() else { return };
    let Ok(requested) = root.unchecked_ref::<FullscreenElement>().request_fullscreen() else { return };
    // Disposed with the owner.
    let is_wanted = StoredValue::new(());
    spawn_local(async move {
        let is_granted = JsFuture::from(requested).await.is_ok();
        if is_granted && is_wanted.try_get_value().is_none() {
            exit();
        }
    });
    // Opened again at once: the event belongs to the last time.
    let mut is_of_last_time = IS_LEAVING.get();
    listen_in_owner(&["fullscreenchange"], move |_| {
        if !is_active() && !mem::take(&mut is_of_last_time) {
            on_exit();
        }
    });
    on_cleanup(exit);
}

fn is_active() -> bool {
    let page = document();
    page.unchecked_ref::<FullscreenDocument>()
        .fullscreen_element()
        .is_some_and(|element| !element.is_null() && !element.is_undefined())
}

fn exit() {
    if !is_active() {
        return;
    }
    let page = document();
    if let Ok(left) = page.unchecked_ref::<FullscreenDocument>().exit_fullscreen() {
        IS_LEAVING.set(true);
        spawn_local(async {
            // Fails only if the person was faster.
            let _ = JsFuture::from(left).await;
            IS_LEAVING.set(false);
        });
    }
}
