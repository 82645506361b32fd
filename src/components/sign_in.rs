use latchkey_core::credential::{Credential, CredentialError, Kind};
use leptos::{ev, prelude::*};

use super::{Icon, Symbol, TextField};
use crate::i18n::{Key, Texts, texts};

/// Asks for the key or token of a direct connection, and says where it stays.
#[component]
pub fn SignIn(
    /// What is asked for.
    kind: Kind,
    /// Whether the last one was refused.
    refused: bool,
    /// Takes the credential over.
    #[prop(into)]
    given: Callback<Credential>,
) -> AnyView {
    let t = texts();
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(refused.then(|| t.say(refusal(kind)).to_owned()));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match Credential::read(kind, &typed.get_untracked()) {
            Ok(credential) => {
                typed.set(String::new());
                given.run(credential);
            }
            Err(trouble) => error.set(Some(credential_error(t, kind, trouble))),
        }
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
    view! {
        <form class="card form sign-in" on:submit=submit>
            <h2 tabindex="-1">{t.say(title)}</h2>
            <TextField
                id="credential"
                label=t.say(label)
                hint=t.say(hint)
                value=typed
                typed=change
                error=error
                secret=true
            />
            <p class="notice">
                <Icon symbol=Symbol::Note />
                <span>{t.say(Key::SignInMemory)}</span>
            </p>
            <div class="actions">
                <button class="button" type="submit">{t.say(Key::SignInSubmit)}</button>
            </div>
        </form>
    }
    .into_any()
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
