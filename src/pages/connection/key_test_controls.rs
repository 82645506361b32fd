use latchkey_core::{connection::Auth, retry::Api};
use leptos::{prelude::*, task::spawn_local};

use super::{
    form_state::FormState,
    key_test::{KeyTest, test_request},
};
use crate::{
    browser::{
        abort::{AbortHandle, AbortOnDrop},
        document,
    },
    components::{Keyed, Mark, StateMark, failure_title},
    context::use_app,
    i18n::{Key, texts},
};

/// A button that tests the key, if the service has a request for it, and the result.
#[component]
pub fn KeyTestControls(
    /// The state of the form.
    form: FormState,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    // Aborted when the next test starts or the form is removed.
    let pending = StoredValue::new_local(None::<AbortOnDrop>);
    let start = move |_| {
        let Some((_, connection)) = form.validate() else { return };
        let credential = form.credential(&connection);
        if credential.is_none() && connection.auth != Auth::Gateway {
            form.key_test.set(KeyTest::NoKey);
            return document::focus("#secret");
        }
        let request = test_request(&connection.service, credential.as_ref(), t.language());
        let Some(request) = request else { return };
        let abort = AbortHandle::new();
        let answer = app.transport().send(request, abort.clone());
        pending.set_value(Some(AbortOnDrop(abort)));
        let running = form.start_test();
        spawn_local(async move {
            let outcome = answer.await;
            // The form may have been removed or changed.
            if form.key_test.try_with_untracked(|test| *test == running) == Some(true) {
                form.key_test.set(KeyTest::of(outcome));
            }
        });
    };
    let no_test = move || view! { <span class="quiet">{t.say(Key::TestNone)}</span> };
    let result = |test: KeyTest| view! { <KeyTestResult test /> }.into_any();
    view! {
        <span>
            <Show when=move || form.is_access() fallback=no_test>
                <button type="button" class="button secondary" on:click=start>
                    {t.say(Key::TestButton)}
                </button>
            </Show>
        </span>
        <span role="status">
            <Keyed value=form.key_test children=result />
        </span>
    }
}

/// The result of a test, in words.
#[component]
fn KeyTestResult(
    /// Progress of the test.
    test: KeyTest,
) -> impl IntoView {
    let t = texts();
    match test {
        KeyTest::NotRun => ().into_any(),
        KeyTest::NoKey => {
            view! { <StateMark mark=Mark::Plain text=t.say(Key::CredentialEmptyKey) /> }.into_any()
        }
        KeyTest::Running(_) => view! { <span class="quiet">{t.say(Key::TestUnderWay)}</span> }.into_any(),
        KeyTest::Accepted => view! { <StateMark mark=Mark::Good text=t.say(Key::TestGood) /> }.into_any(),
        KeyTest::Failed(failure) => {
            let title = failure_title(t, &failure, Api::AccessCode);
            view! { <StateMark mark=Mark::Over text=title /> }.into_any()
        }
    }
}
