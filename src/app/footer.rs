use latchkey_core::route::Route;
use leptos::prelude::*;

use super::session_status::SessionStatus;
use crate::{
    browser::{app_update, first_paint},
    components::{Icon, IconName},
    context::use_app,
    i18n::{Key, texts},
};

/// The footer of every view: a new version, who is signed in, and the link to the about view. All but the
/// first are deferred until after the first paint.
#[component]
pub fn Footer() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let update = move || app.new_version.get().then(|| view! { <UpdateNotice /> });
    let about_link = move || {
        first_paint::has_happened().then(|| view! { <a href=Route::About.href()>{t.say(Key::AboutLink)}</a> })
    };
    let session = move || {
        (app.connections.has_sign_in() && first_paint::has_happened()).then(|| view! { <SessionStatus /> })
    };
    view! { <footer class="page-foot">{update} {session} {about_link}</footer> }
}

/// Says that a new version of the page is ready, with a button that loads it.
#[component]
fn UpdateNotice() -> impl IntoView {
    let t = texts();
    view! {
        <span class="notice">
            <Icon name=IconName::Note />
            <span>{t.say(Key::UpdateReady)}</span>
            <button type="button" class="quiet-button" on:click=|_| app_update::apply()>
                <Icon name=IconName::Refresh />
                {t.say(Key::UpdateLoad)}
            </button>
        </span>
    }
}
