use leptos::prelude::*;

use super::{
    choice::Choice,
    draft::{ACCESS, ACTIVATION},
    form_state::FormState,
};
use crate::i18n::{Key, texts};

/// Choice of the service.
#[component]
pub fn ServiceChoice(
    /// The state of the form.
    form: FormState,
) -> impl IntoView {
    let t = texts();
    view! {
        <fieldset>
            <legend>{t.say(Key::FormService)}</legend>
            <ServiceOption form service=ACCESS name=Key::FormAccess description=Key::FormAccessWhat />
            <ServiceOption
                form
                service=ACTIVATION
                name=Key::FormActivation
                description=Key::FormActivationWhat
            />
        </fieldset>
    }
}

/// One service.
#[component]
fn ServiceOption(
    /// The state of the form.
    form: FormState,
    /// Its value in `latchkey.json`.
    service: &'static str,
    /// Its name.
    name: Key,
    /// What it is for.
    description: Key,
) -> impl IntoView {
    let t = texts();
    let checked = form.draft.with_untracked(|draft| draft.service.as_deref() == Some(service));
    view! {
        <Choice name="service" value=service checked on_choose=move || form.set_service(service)>
            <span>
                <strong>{t.say(name)}</strong>
                <span class="quiet">{t.say(description)}</span>
            </span>
        </Choice>
    }
}
