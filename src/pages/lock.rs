use latchkey_core::presence::{Presence, Stay};
use leptos::prelude::*;

use crate::{
    browser::document,
    components::{Symbol, button, icon},
    context::AppContext,
    dom::{El, effect, el},
    i18n::{Key, texts},
};

/// In place of a view that is locked: codes and credentials are gone, and how to go on.
#[must_use]
pub fn locked(app: AppContext) -> Vec<El> {
    let t = texts();
    // Whoever watched a code go stands where it can be shown again.
    request_animation_frame(|| document::focus("main h1"));
    let again = button("button", None, t.say(Key::LockAgain)).on_click(move || app.locked.set(false));
    let card = el("section")
        .class("card empty")
        .child(icon(Symbol::Lock))
        .child(el("h1").focusable().say(t, Key::LockTitle))
        .child(el("p").say(t, Key::LockWords))
        .child(el("div").class("actions").child(again));
    vec![card]
}

/// Locks the view once nobody is there any more, or it stood open for too long, and announces that in time.
#[must_use]
pub fn watch(app: AppContext) -> El {
    let t = texts();
    let presence = StoredValue::new(Presence::new(app.connections.lock(), app.clock.now()));
    effect(move || {
        let _ = app.lifecycle.touches.get();
        presence.update_value(|presence| presence.touch(app.clock.now()));
    });
    effect(move || {
        if !app.lifecycle.visible.get() {
            presence.update_value(|presence| presence.hide(app.clock.now()));
        }
    });
    let stay = move || {
        let _ = app.lifecycle.touches.get();
        let now = app.clock.ticking();
        presence.with_value(|presence| presence.stay(now))
    };
    effect(move || {
        if stay() == Stay::Over {
            // Not the others: a pass at the gate, in another tab, is not to go because of a list that was left alone.
            app.lock_this_tab();
        }
    });
    let notice = move |ending: bool| {
        let words =
            el("p").attr("role", "alert").child(icon(Symbol::Lock)).child(el("span").say(t, Key::LockSoon));
        ending.then(|| words.class("card lock-soon"))
    };
    el("div").class("lock-notice").part(move || matches!(stay(), Stay::Ending(_)), notice)
}
