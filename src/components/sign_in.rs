use latchkey_core::credential::{Credential, CredentialError, CredentialKind};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{Field, IconName, Keyboard, Notice};
use crate::{
    browser::document,
    i18n::{Key, Texts, texts},
};

/// Asks for the key or token of a direct connection and says where it stays. Says first if the last one was
/// refused.
#[component]
pub fn SignIn(
    /// Key or token.
    kind: CredentialKind,
    /// Whether the service has refused the last one.
    refused: bool,
    /// Called with a credential that can be sent.
    #[prop(into)]
    on_credential: Callback<Credential>,
) -> impl IntoView {
    let t = texts();
    if refused {
        // The focus was in the view that is gone; the next credential is typed here.
        request_animation_frame(|| document::focus("#credential"));
    }
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(refused.then(|| t.say(refusal(kind)).to_owned()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match typed.with_untracked(|typed| Credential::parse(kind, typed)) {
            Ok(credential) => {
                typed.set(String::new());
                on_credential.run(credential);
            }
            Err(problem) => error.set(Some(credential_error(t, kind, problem))),
        }
    };
    let change = move |text: String| {
        error.set(match Credential::parse(kind, &text) {
            // A text that is not complete yet is reported on submit only.
            Ok(_) | Err(CredentialError::Empty | CredentialError::NoAccessToken) => None,
            Err(problem) => Some(credential_error(t, kind, problem)),
        });
        typed.set(text);
    };
    let (title, label, hint) = match kind {
        CredentialKind::ApiKey => (Key::SignInKeyTitle, Key::SignInKeyLabel, Key::SignInKeyHint),
        CredentialKind::Bearer => (Key::SignInTokenTitle, Key::SignInTokenLabel, Key::SignInTokenHint),
    };
    let key_notice = (kind == CredentialKind::ApiKey)
        .then(|| view! { <Notice icon=IconName::Trouble text=t.say(Key::SignInKeyWhole) /> });
    view! {
        <form class="card form sign-in" on:submit=submit>
            <h2>{t.say(title)}</h2>
            <Field
                id="credential"
                label=t.say(label)
                hint=t.say(hint)
                keyboard=Keyboard::Secret
                value=typed
                on_input=change
                error
            />
            {key_notice}
            <Notice icon=IconName::Note text=t.say(Key::SignInMemory) />
            <div class="actions">
                <button class="button" type="submit">
                    {t.say(Key::SignInSubmit)}
                </button>
            </div>
        </form>
    }
}

fn refusal(kind: CredentialKind) -> Key {
    match kind {
        CredentialKind::ApiKey => Key::SignInKeyRefused,
        CredentialKind::Bearer => Key::SignInTokenRefused,
    }
}

/// What is wrong with a typed credential, in words.
#[must_use]
pub fn credential_error(t: Texts, kind: CredentialKind, error: CredentialError) -> String {
    let key = match (error, kind) {
        (CredentialError::Empty, CredentialKind::ApiKey) => Key::CredentialEmptyKey,
        (CredentialError::Empty, CredentialKind::Bearer) => Key::CredentialEmptyToken,
        (CredentialError::Invisible(found), _) => return t.message(found.into()),
        (CredentialError::NotAlone, CredentialKind::ApiKey) => Key::CredentialNotKey,
        (CredentialError::NotAlone, CredentialKind::Bearer) => Key::CredentialNotToken,
        (CredentialError::NotForHeaders, _) => Key::CredentialNotForHeaders,
        (CredentialError::NoAccessToken, _) => Key::CredentialNoAccessToken,
    };
    t.say(key).to_owned()
}
