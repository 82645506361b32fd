use latchkey_core::{connection_draft::DraftField, credential::CredentialKind};
use leptos::prelude::*;

use super::form_state::FormState;
use crate::{
    components::{Field, Keyboard, credential_error},
    i18n::{Key, texts},
};

/// The input for one field of the connection.
#[component]
pub fn DraftInput(
    /// The state of the form.
    form: FormState,
    /// Which field.
    field: DraftField,
    /// Its name.
    label: Key,
    /// What it is for, or an example.
    hint: Key,
) -> impl IntoView {
    let t = texts();
    let is_address = matches!(field, DraftField::Base | DraftField::Host);
    let keyboard = if is_address { Keyboard::Url } else { Keyboard::Text };
    let error = move || form.problem(field).map(|problem| t.message(problem.into()));
    view! {
        <Field
            id=field.key()
            label=t.say(label)
            hint=t.say(hint)
            keyboard
            value=Signal::derive(move || form.text(field))
            on_input=move |text| form.set(field, text)
            error=Signal::derive(error)
        />
    }
}

/// The input for the key or token, which may be empty: the view asks for it when it needs it.
#[component]
pub fn SecretInput(
    /// The state of the form.
    form: FormState,
    /// Key or token.
    kind: CredentialKind,
) -> impl IntoView {
    let t = texts();
    let (label, hint) = match kind {
        CredentialKind::ApiKey => (Key::SignInKeyLabel, Key::FormKeyHint),
        CredentialKind::Bearer => (Key::SignInTokenLabel, Key::FormTokenHint),
    };
    let error = move || form.secret_problem().map(|(of_kind, problem)| credential_error(t, of_kind, problem));
    view! {
        <Field
            id="secret"
            label=t.say(label)
            hint=t.say(hint)
            keyboard=Keyboard::Secret
            value=form.secret
            on_input=move |text| form.set_secret(text)
            error=Signal::derive(error)
        />
    }
}
