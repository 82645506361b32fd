use latchkey_core::session::Session;
use leptos::prelude::*;

use crate::{
    context::use_app,
    i18n::{Key, texts},
};

/// Who is signed in at the gateway, with a button to sign out, or one to sign in. Asks the gateway as long as
/// nothing is known.
#[component]
pub fn SessionStatus() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let is_used = Memo::new(move |_| app.lifecycle.visible.get() && !app.lifecycle.left.get());
    Effect::new(move || {
        if is_used.get() && app.session.with(|session| *session == Session::Unknown) {
            app.ask_session();
        }
    });
    let status = move || match app.session.get() {
        Session::Unknown => ().into_any(),
        Session::SignedIn { name } => {
            let who = if name.is_empty() {
                view! { <span>{t.say(Key::SessionSignedIn)}</span> }.into_any()
            } else {
                view! { <span>{t.say(Key::SessionSignedInAs)} " " <bdi translate="no">{name}</bdi></span> }
                    .into_any()
            };
            view! {
                {who}
                <button type="button" class="quiet-button" on:click=move |_| app.sign_out()>
                    {t.say(Key::SessionSignOut)}
                </button>
            }
            .into_any()
        }
        Session::Over => view! {
            <button type="button" class="quiet-button" on:click=move |_| app.sign_in()>
                {t.say(Key::SessionSignIn)}
            </button>
        }
        .into_any(),
    };
    view! { <span class="session">{status}</span> }
}
