use latchkey_core::credential::{Credential, CredentialError, Kind};
use leptos::prelude::*;

use super::{Field, Keyboard, Symbol, notice};
use crate::{
    browser::document,
    dom::{El, el},
    i18n::{Key, Texts, texts},
};

/// Asks for the key or token of a direct connection, says where it stays, and hands it to `given`. Says so first
/// where the last one was refused.
#[must_use]
pub fn sign_in(kind: Kind, refused: bool, given: impl Fn(Credential) + 'static) -> El {
    let t = texts();
    if refused {
        // Whoever watched a code go stands where the next credential is typed.
        request_animation_frame(|| document::focus("#credential"));
    }
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(refused.then(|| t.say(refusal(kind)).to_owned()));
    let submit = move || match typed.with_untracked(|typed| Credential::read(kind, typed)) {
        Ok(credential) => {
            typed.set(String::new());
            given(credential);
        }
        Err(trouble) => error.set(Some(credential_error(t, kind, trouble))),
    };
    let change = move |text: String| {
        error.set(match Credential::read(kind, &text) {
            Err(trouble @ CredentialError::NotForHeaders) => Some(credential_error(t, kind, trouble)),
            Ok(_) | Err(_) => None,
        });
        typed.set(text);
    };
    let (title, label, hint) = match kind {
        Kind::ApiKey => (Key::SignInKeyTitle, Key::SignInKeyLabel, Key::SignInKeyHint),
        Kind::Bearer => (Key::SignInTokenTitle, Key::SignInTokenLabel, Key::SignInTokenHint),
    };
    let field = Field {
        id: "credential",
        label: t.say(label),
        hint: t.say(hint),
        keyboard: Keyboard::Secret,
        value: Box::new(move || typed.get()),
        typed: Box::new(change),
        error: Box::new(move || error.get()),
    };
    let send = el("button").class("button").attr("type", "submit").say(t, Key::SignInSubmit);
    el("form")
        .class("card form sign-in")
        .child(el("h2").say(t, title))
        .child(field.view())
        .child(notice(Symbol::Note, t.say(Key::SignInMemory)))
        .child(el("div").class("actions").child(send))
        .on_submit(submit)
}

fn refusal(kind: Kind) -> Key {
    match kind {
        Kind::ApiKey => Key::SignInKeyRefused,
        Kind::Bearer => Key::SignInTokenRefused,
    }
}

/// What is wrong with a typed credential, in words.
#[must_use]
pub fn credential_error(t: Texts, kind: Kind, error: CredentialError) -> String {
    let key = match (error, kind) {
        (CredentialError::Empty, Kind::ApiKey) => Key::CredentialEmptyKey,
        (CredentialError::Empty, Kind::Bearer) => Key::CredentialEmptyToken,
        (CredentialError::NotForHeaders, _) => Key::CredentialNotForHeaders,
        (CredentialError::NoAccessToken, _) => Key::CredentialNoAccessToken,
    };
    t.say(key).to_owned()
}
