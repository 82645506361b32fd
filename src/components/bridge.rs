//! The components as elements, for views that are still built without `view!`.
#![allow(
    missing_docs,
    clippy::must_use_candidate,
    clippy::wildcard_imports,
    clippy::return_self_not_must_use,
    reason = "goes with the last such view"
)]

use latchkey_core::{
    clock::Now,
    credential::{Credential, Kind},
    failure::Failure,
    notes::Note,
    refresh::Shows,
    retry::Api,
    secret::Secret,
    time::{End, Timestamp},
};
use leptos::prelude::*;

use super::*;
use crate::{
    dom::{El, el},
    i18n::Texts,
    state::Clock,
};

pub fn icon(symbol: Symbol) -> El {
    El::of_view(view! { <Icon symbol /> })
}
pub fn button(class: &str, symbol: Option<Symbol>, words: &str) -> El {
    el("button").attr("type", "button").class(class).children(symbol.map(icon)).text(words)
}
pub fn notice(symbol: Symbol, words: &str) -> El {
    El::of_view(view! { <Notice symbol text=words.to_owned() /> })
}
pub fn skeleton(class: &'static str) -> El {
    El::of_view(view! { <Skeleton class /> })
}
pub fn announcer(shows: impl Fn() -> Shows + Send + Sync + 'static) -> Vec<El> {
    let holder = el("div").class("unseen");
    vec![holder.view(view! { <Announcer shows=Signal::derive(shows) /> })]
}
pub fn code_text(code: &Secret) -> El {
    El::of_view(view! { <CodeText code=code.clone() /> })
}
pub fn copy_button(text: Secret, label: &'static str) -> El {
    El::of_view(view! { <CopyButton text label /> })
}
pub fn copy_row(name: &'static str, text: String, label: &'static str) -> El {
    El::of_view(view! { <CopyRow name text label /> })
}
pub fn countdown(end: Timestamp, clock: Clock) -> El {
    El::of_view(view! { <Countdown end clock /> })
}
pub fn expires(element: El, end: End, now: Now) -> El {
    match expiry_delay(end, now) {
        Some(delay) => element.add_class("expires").style("animation-delay", &delay),
        None => element,
    }
}
pub fn end_as_it_comes(t: Texts, end: End, clock: Clock) -> impl Fn() -> String {
    let words = end_signal(t, end, clock);
    move || words.get()
}
pub fn failure_report(failure: &Failure, api: Api, gateway: bool, actions: El) -> El {
    El::of_view(view! {
        <FailureReport failure=failure.clone() api gateway>
            {actions.into_view()}
        </FailureReport>
    })
}
pub fn notes_fold(notes: &[Note], further: usize) -> El {
    El::of_view(view! { <NotesFold notes=notes.to_vec() further /> })
}
pub fn qr(symbol: &latchkey_qr::Symbol, label: &'static str) -> El {
    El::of_view(view! { <Qr symbol=symbol.clone() label /> })
}
pub fn no_symbol(words: &str) -> El {
    El::of_view(view! { <NoSymbol reason=words.to_owned() /> })
}
pub fn sign_in(kind: Kind, refused: bool, given: impl Fn(Credential) + Send + Sync + 'static) -> El {
    El::of_view(view! { <SignIn kind refused on_credential=given /> })
}
pub fn state_mark(mark: Mark, text: &'static str) -> El {
    El::of_view(view! { <StateMark mark text /> })
}
/// A field as it was built before.
pub struct FieldParts {
    pub id: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub keyboard: Keyboard,
    pub value: Box<dyn Fn() -> String + Send + Sync>,
    pub typed: Box<dyn Fn(String) + Send + Sync>,
    pub error: Box<dyn Fn() -> Option<String> + Send + Sync>,
}
impl FieldParts {
    pub fn view(self) -> El {
        let Self { id, label, hint, keyboard, value, typed, error } = self;
        El::of_view(view! {
            <Field
                id
                label
                hint
                keyboard
                value=Signal::derive(value)
                on_input=Callback::new(typed)
                error=Signal::derive(error)
            />
        })
    }
}
