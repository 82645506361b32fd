use latchkey_core::{
    connection::{Connection, Service},
    request::{self, CodeOwner, ImageOptions},
};
use leptos::prelude::*;

use super::form_state::FormState;
use crate::i18n::{Key, texts};

/// The whole address that will be requested, to compare with the vendor's; nothing while the form is
/// incomplete.
#[component]
pub fn AddressPreview(
    /// The state of the form.
    form: FormState,
) -> impl IntoView {
    let t = texts();
    let address = Memo::new(move |_| form.connection().as_ref().map(requested_address));
    move || {
        address.get().map(|address| {
            view! {
                <p class="composed">
                    <span class="quiet">{t.say(Key::FormComposed)}</span>
                    " "
                    <bdi dir="ltr" translate="no" class="raw" prop:textContent=address />
                </p>
            }
        })
    }
}

/// Returns the address with the names of its variable parts in braces.
fn requested_address(connection: &Connection) -> String {
    match &connection.service {
        Service::AccessCode { base, path } => format!("{base}{path}"),
        Service::ActivationCodes { base, tenant, installation, .. } => {
            let (user, images) = (CodeOwner::me(), ImageOptions::default());
            let request = request::activation_codes(base, tenant, *installation, &user, images, None, "en");
            let parts = request.url.split('/').map(|part| if part == "me" { "{userName}" } else { part });
            parts.collect::<Vec<_>>().join("/")
        }
    }
}
