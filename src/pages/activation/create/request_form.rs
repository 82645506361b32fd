use latchkey_core::{activation_code::CustomCodeError, failure::Failure, retry::Api};
use leptos::{ev::SubmitEvent, prelude::*};

use super::creation::{Creation, DEFAULT_VALIDITY_MS};
use crate::{
    components::{FailureReport, Field, Icon, IconName, Keyboard},
    i18n::{Key, texts},
};

/// The times that a code may be valid, in milliseconds, with their names.
const VALIDITIES_MS: [(i64, Key); 5] = [
    (3_600_000, Key::CreateHour),
    (86_400_000, Key::CreateDay),
    (7 * 86_400_000, Key::CreateWeek),
    (30 * 86_400_000, Key::CreateMonth),
    (DEFAULT_VALIDITY_MS, Key::CreateTwoMonths),
];

/// Form for the validity, an optional code of the person's choice, and who may see it. Shows why the last
/// attempt failed.
#[component]
pub fn RequestForm(
    /// The creation that the form controls.
    creation: Creation,
) -> impl IntoView {
    let t = texts();
    let failure = Memo::new(move |_| creation.failure());
    let code_error =
        Signal::derive(move || creation.code_error().map(|error| t.say(own_code_error(error)).to_owned()));
    let failure_report = move || failure.get().map(|failure| view! { <CreationFailure creation failure /> });
    let status = move || if creation.is_sending() { t.say(Key::CreateWaiting) } else { "" };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        creation.send();
    };
    view! {
        <form on:submit=submit>
            <ValiditySelect validity_ms=creation.validity_ms />
            <Field
                id="own-code"
                label=t.say(Key::CreateCode)
                hint=t.say(Key::CreateCodeHint)
                keyboard=Keyboard::Text
                value=creation.code
                on_input=move |text| creation.code.set(text)
                error=code_error
            />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=creation.is_secret
                    on:change:target=move |event| creation.is_secret.set(event.target().checked())
                />
                <span>{t.say(Key::CreateSecret)}</span>
            </label>
            <p class="hint">{t.say(Key::CreateSecretHint)}</p>
            {failure_report}
            <div class="actions">
                <button class="button" type="submit" aria-disabled=move || creation.is_sending().to_string()>
                    <Icon name=IconName::Plus />
                    {t.say(Key::CreateGo)}
                </button>
                <button type="button" class="button secondary" on:click=move |_| creation.close()>
                    {t.say(Key::CreateCancel)}
                </button>
                <span class="quiet" role="status" prop:textContent=status />
            </div>
        </form>
    }
}

/// Lets a person choose how long the code is valid.
#[component]
fn ValiditySelect(
    /// The chosen time, in milliseconds.
    validity_ms: RwSignal<i64>,
) -> impl IntoView {
    let t = texts();
    let initial_ms = validity_ms.get_untracked();
    let options = VALIDITIES_MS
        .into_iter()
        .map(|(millis, name)| {
            view! {
                <option value=millis.to_string() selected=millis == initial_ms>
                    {t.say(name)}
                </option>
            }
        })
        .collect_view();
    let choose = move |millis: String| validity_ms.set(millis.parse().unwrap_or(DEFAULT_VALIDITY_MS));
    view! {
        <label class="field">
            <span>{t.say(Key::CreateValidity)}</span>
            <select on:change:target=move |event| choose(event.target().value())>{options}</select>
        </label>
    }
}

/// Why creating a code failed. The code may exist nevertheless, so there is a button that loads the list.
#[component]
fn CreationFailure(
    /// The creation that failed.
    creation: Creation,
    /// What happened.
    failure: Failure,
) -> impl IntoView {
    let t = texts();
    view! {
        <FailureReport failure api=Api::ActivationCodes gateway=creation.is_behind_gateway()>
            <div class="actions">
                <button type="button" class="button secondary" on:click=move |_| creation.refresh_list()>
                    <Icon name=IconName::Refresh />
                    {t.say(Key::CreateLook)}
                </button>
            </div>
        </FailureReport>
    }
}

fn own_code_error(error: CustomCodeError) -> Key {
    match error {
        CustomCodeError::Invisible => Key::CreateInvisible,
        CustomCodeError::TooLong => Key::CreateTooLong,
        CustomCodeError::LooksMasked => Key::CreateLooksMasked,
    }
}
