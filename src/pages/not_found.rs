use latchkey_core::route::Route;

use crate::{
    dom::{El, el},
    i18n::{Key, texts},
};

/// The address names no view, or a connection that is not there.
#[must_use]
pub fn not_found() -> El {
    let t = texts();
    el("section")
        .class("card empty")
        .child(el("h1").focusable().say(t, Key::NotFoundTitle))
        .child(el("p").say(t, Key::NotFoundWords))
        .child(el("a").class("button").attr("href", &Route::Home.href()).say(t, Key::NotFoundHome))
}
