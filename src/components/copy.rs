use std::time::Duration;

use latchkey_core::secret::Secret;
use leptos::{prelude::*, task::spawn_local};

use super::{Symbol, code_text, icon};
use crate::{
    browser::clipboard,
    dom::{El, el},
    i18n::{Key, texts},
};

/// How far a copy got.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    Refused,
}

/// A button that copies a text exactly; it says so in words and aloud.
#[must_use]
pub fn copy_button(text: Secret, label: &'static str) -> El {
    let t = texts();
    let copied = RwSignal::new(Copied::NotYet);
    // Kept with the view and not in what hears the press: that goes only when the browser tidies up.
    let text = StoredValue::new(text);
    let copy = move || {
        let Some(text) = text.try_get_value() else { return };
        spawn_local(async move {
            let outcome = if clipboard::write(text.reveal()).await { Copied::Done } else { Copied::Refused };
            // The button may be gone by now.
            copied.set(outcome);
            let relax = move || {
                copied.set(Copied::NotYet);
            };
            set_timeout(relax, Duration::from_secs(4));
        });
    };
    let said = move || match copied.get() {
        Copied::NotYet => "",
        Copied::Done => t.say(Key::CopyDone),
        Copied::Refused => t.say(Key::CopyRefused),
    };
    let symbol = |done| Some(icon(if done { Symbol::Tick } else { Symbol::Copy }));
    let button = el("button")
        .attr("type", "button")
        .class("quiet-button")
        .part(move || copied.get() == Copied::Done, symbol)
        .text(label)
        .on_click(copy);
    let status = el("span").attr("role", "status").class("said").live_text(move || said().to_owned());
    el("span").class("copy").child(button).child(status)
}

/// One line of what an app asks for: its name, the text, and a button to copy it.
#[must_use]
pub fn copy_row(name: &str, text: String, label: &'static str) -> El {
    let text = Secret::new(text);
    let value = el("dd").child(code_text(&text)).child(copy_button(text, label));
    el("div").class("copy-row").child(el("dt").text(name)).child(value)
}
