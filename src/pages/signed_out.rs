use latchkey_core::session::Session;
use leptos::prelude::*;

use crate::{
    browser::document,
    components::{Icon, IconName},
    context::use_app,
    i18n::{Key, texts},
};

/// Replaces a view whose codes the gateway shows only to people who are signed in, and says how to sign in.
#[component]
pub fn SignedOut() -> impl IntoView {
    let app = use_app();
    let t = texts();
    // The focus was in the removed view. From the heading, Tab moves to the buttons.
    request_animation_frame(|| document::focus("main h1"));
    let has_sign_in = app.connections.has_sign_in();
    let sign_in = has_sign_in.then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| app.sign_in()>
                {t.say(Key::SessionSignIn)}
            </button>
        }
    });
    // They may have signed in in another tab.
    let try_again = move |_| app.session.set(Session::Unknown);
    view! {
        <section class="card empty">
            <Icon name=IconName::Lock />
            <h1 tabindex="-1">{t.say(Key::SessionNone)}</h1>
            <p>{t.say(if has_sign_in { Key::SessionNoneDo } else { Key::SessionNoneElsewhereDo })}</p>
            <div class="actions">
                {sign_in} <button type="button" class="button secondary" on:click=try_again>
                    <Icon name=IconName::Refresh />
                    {t.say(Key::FailAgain)}
                </button>
            </div>
        </section>
    }
}
