//! The failure and the button for refreshing, which both kinds of views have.

use latchkey_core::{failure::Failure, retry::Api};
use leptos::prelude::*;

use super::refresh_controller::RefreshController;
use crate::{
    components::{FailureReport, Icon, IconName, activity_words},
    i18n::{Key, texts},
};

/// A failure of the view: what happened, what to do, what the page is doing about it, and a button to retry.
#[component]
pub fn RefreshFailure(
    /// Refreshes the view.
    controller: RefreshController,
    /// What happened.
    failure: Failure,
    /// The API that was requested.
    api: Api,
    /// Whether a gateway adds the credential.
    gateway: bool,
) -> impl IntoView {
    let t = texts();
    let activity = Memo::new(move |_| activity_words(t, controller.activity()));
    view! {
        <FailureReport failure api gateway>
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    aria-disabled=move || (!controller.can_refresh()).to_string()
                    on:click=move |_| controller.refresh()
                >
                    <Icon name=IconName::Refresh />
                    {t.say(Key::FailAgain)}
                </button>
                // The failure is an alert, and a countdown in it would be read out every second.
                <span class="quiet" aria-live="off" prop:textContent=activity />
            </div>
        </FailureReport>
    }
}

/// A button that refreshes the view.
#[component]
pub fn RefreshButton(
    /// Refreshes the view.
    controller: RefreshController,
) -> impl IntoView {
    let t = texts();
    view! {
        <button
            type="button"
            class="quiet-button"
            // In the bar of a list only the icon is visible.
            title=t.say(Key::AccessRefresh)
            aria-disabled=move || (!controller.can_refresh()).to_string()
            on:click=move |_| controller.refresh()
        >
            <Icon name=IconName::Refresh />
            <span>{t.say(Key::AccessRefresh)}</span>
        </button>
    }
}
