use latchkey_core::{connection_draft::DraftField, ids::TenantId};
use leptos::prelude::*;

use super::{
    choice::Choice,
    draft::{SHIFT, SSMS},
    form_state::FormState,
    inputs::DraftInput,
};
use crate::{
    components::{IconName, Notice},
    i18n::{Key, texts},
};

/// Host, tenant and installation of the service for activation codes.
#[component]
pub fn IdentityFields(
    /// The state of the form.
    form: FormState,
) -> impl IntoView {
    let t = texts();
    // An SSMS tenant becomes a part of a host name, where capitals are lost.
    let is_risky = Memo::new(move |_| {
        let tenant = form.text(DraftField::Tenant).parse::<TenantId>();
        form.text(DraftField::Installation) == SSMS && tenant.is_ok_and(|tenant| !tenant.is_plain_label())
    });
    let warning = move || {
        is_risky.get().then(|| view! { <Notice icon=IconName::Note text=t.say(Key::FormTenantWarning) /> })
    };
    view! {
        <DraftInput form field=DraftField::Host label=Key::FormHost hint=Key::FormHostHint />
        <DraftInput form field=DraftField::Tenant label=Key::TenantName hint=Key::FormTenantHint />
        <div>{warning}</div>
        <fieldset>
            <legend>{t.say(Key::FormInstallation)}</legend>
            <InstallationOption form installation=SSMS name=Key::FormSsms />
            <InstallationOption form installation=SHIFT name=Key::FormShift />
        </fieldset>
    }
}

/// One kind of installation.
#[component]
fn InstallationOption(
    /// The state of the form.
    form: FormState,
    /// Its value in `latchkey.json`.
    installation: &'static str,
    /// Its name.
    name: Key,
) -> impl IntoView {
    let t = texts();
    let checked = form.draft.with_untracked(|draft| draft.installation.as_deref() == Some(installation));
    let choose = move || form.set(DraftField::Installation, installation.to_owned());
    view! {
        <Choice name="installation" value=installation checked on_choose=choose>
            <span>{t.say(name)}</span>
        </Choice>
    }
}
