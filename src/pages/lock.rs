use latchkey_core::idle_lock::{IdleLock as LockTimer, LockState};
use leptos::prelude::*;

use crate::{
    browser::document,
    components::{Icon, IconName, Notice},
    context::use_app,
    i18n::{Key, texts},
};

/// Replaces a locked view: says that codes and credentials were removed, and how to continue.
#[component]
pub fn Locked() -> impl IntoView {
    let app = use_app();
    let t = texts();
    // The focus was in the removed view. From the heading, Tab moves to the button.
    request_animation_frame(|| document::focus("main h1"));
    let is_session_left = move || {
        app.session_end_failed.get().then(|| {
            view! { <Notice icon=IconName::Trouble text=t.say(Key::LockSessionLeft) /> }
        })
    };
    view! {
        <section class="card empty">
            <Icon name=IconName::Lock />
            <h1 tabindex="-1">{t.say(Key::LockTitle)}</h1>
            <p>{t.say(Key::LockWords)}</p>
            <div role="alert">{is_session_left}</div>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| app.locked.set(false)>
                    {t.say(Key::LockAgain)}
                </button>
            </div>
        </section>
    }
}

/// Locks the view when the page has not been touched for a while, or was open for too long, and announces that
/// in time.
#[component]
pub fn IdleLock() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let timer = StoredValue::new(LockTimer::new(app.connections.lock_limits(), app.clock.now()));
    Effect::new(move || {
        app.lifecycle.interactions.track();
        timer.update_value(|timer| timer.record_interaction(app.clock.now()));
    });
    Effect::new(move || {
        if !app.lifecycle.visible.get() {
            timer.update_value(|timer| timer.record_hidden(app.clock.now()));
        }
    });
    let lock_state = move || {
        app.lifecycle.interactions.track();
        let now = app.clock.now_tracked();
        timer.with_value(|timer| timer.state(now))
    };
    Effect::new(move || {
        if lock_state() == LockState::Locked {
            app.lock_after_idle();
        }
    });
    let is_ending = Memo::new(move |_| matches!(lock_state(), LockState::LocksIn(_)));
    let warning = move || {
        is_ending.get().then(|| {
            view! {
                <p class="card lock-soon" role="alert">
                    <Icon name=IconName::Lock />
                    <span>{t.say(Key::LockSoon)}</span>
                </p>
            }
        })
    };
    view! { <div class="lock-notice">{warning}</div> }
}
