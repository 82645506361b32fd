use crate::{
    components::{FieldParts, Keyboard, Symbol, icon},
    dom::{El, el},
    i18n::{Key, Texts, texts},
};
use leptos::prelude::*;

/// A question for a customer id or a user name.
pub struct LookupForm {
    /// Name of the field.
    pub label: Key,
    /// What it is.
    pub hint: Key,
    /// What stands in it at first.
    pub first: String,
    /// The keyboard a phone shows.
    pub keyboard: Keyboard,
    /// Says what is wrong with a text.
    pub wrong: fn(Texts, &str) -> Option<String>,
}

impl LookupForm {
    /// The form. Once something wrong was sent, what is typed is checked with every letter; what is right goes
    /// to `given`.
    pub fn view(self, given: impl Fn(&str) + 'static) -> El {
        let t = texts();
        let Self { label, hint, first, keyboard, wrong } = self;
        let typed = RwSignal::new(first);
        let sent = RwSignal::new(false);
        let field = FieldParts {
            id: "ask",
            label: t.say(label),
            hint: t.say(hint),
            keyboard,
            value: Box::new(move || typed.get()),
            typed: Box::new(move |text| typed.set(text)),
            error: Box::new(move || sent.get().then(|| typed.with(|text| wrong(t, text))).flatten()),
        };
        let submit = move || {
            sent.set(true);
            let text = typed.get_untracked();
            if wrong(t, &text).is_none() {
                given(&text);
            }
        };
        let go = el("button").class("button").attr("type", "submit").say(t, Key::AskShow);
        el("form").class("ask").child(field.view()).child(go.child(icon(Symbol::Onward))).on_submit(submit)
    }
}
