//! The form that adds a connection.

mod address_preview;
mod choice;
mod draft;
mod form_state;
mod identity_fields;
mod inputs;
mod key_test;
mod key_test_controls;
mod service_choice;

use latchkey_core::{connection_draft::DraftField, credential::CredentialKind, route::Route};
use leptos::{ev::SubmitEvent, prelude::*};

use self::{
    address_preview::AddressPreview,
    form_state::FormState,
    identity_fields::IdentityFields,
    inputs::{DraftInput, SecretInput},
    key_test_controls::KeyTestControls,
    service_choice::ServiceChoice,
};
use super::not_found::NotFound;
use crate::{
    browser::address,
    components::Keyed,
    context::use_app,
    i18n::{Key, texts},
};

/// The form that adds a connection, if `latchkey.json` allows it.
#[component]
pub fn NewConnectionPage() -> impl IntoView {
    let app = use_app();
    view! {
        <div>
            <Show when=move || app.connections.can_add() fallback=|| view! { <NotFound /> }>
                <ConnectionForm />
            </Show>
        </div>
    }
}

/// The fields of the connection, a test of its key, and a button that adds it to this device.
#[component]
fn ConnectionForm() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let form = FormState::new(app.connections);
    let needed_kind = Memo::new(move |_| form.credential_kind());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((draft, connection)) = form.validate() else { return };
        match form.credential(&connection) {
            Some(credential) => app.credentials.insert(connection.id, credential),
            // A removed connection may have had the same id.
            None => app.credentials.remove(&connection.id),
        }
        app.connections.add(draft);
        address::navigate_to(&Route::Home);
    };
    let secret_input = move |needed: Option<CredentialKind>| {
        needed.map(|kind| view! { <SecretInput form kind /> }).into_any()
    };
    view! {
        <h1 tabindex="-1">{t.say(Key::ConnectionTitle)}</h1>
        <form class="card form" novalidate=true on:submit=submit>
            <ServiceChoice form />
            <DraftInput form field=DraftField::Name label=Key::FormName hint=Key::FormNameHint />
            <div class="form-part">
                <Show when=move || form.is_access() fallback=move || view! { <IdentityFields form /> }>
                    <DraftInput form field=DraftField::Base label=Key::FormBase hint=Key::FormBaseHint />
                </Show>
            </div>
            // A key and a token each get an input of their own, which is hidden at first.
            <div>
                <Keyed value=needed_kind children=secret_input />
            </div>
            <div>
                <AddressPreview form />
            </div>
            <div class="actions">
                <button class="button" type="submit">
                    {t.say(Key::FormSave)}
                </button>
                <KeyTestControls form />
            </div>
        </form>
    }
}
