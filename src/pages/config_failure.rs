use leptos::prelude::*;

use crate::{
    components::{Icon, IconName},
    context::use_app,
    i18n::{Key, texts},
};

/// Says that `latchkey.json` could not be fetched, so that the connections are not known.
#[component]
pub fn ConfigFailure(
    /// Whether it is the whole view, so that its heading is the page's.
    as_page: bool,
) -> impl IntoView {
    let t = texts();
    let title = move || {
        view! {
            <Icon name=IconName::Trouble />
            {t.say(Key::ConfigFailed)}
        }
    };
    let heading = if as_page {
        view! { <h1 tabindex="-1">{title()}</h1> }.into_any()
    } else {
        view! { <h2 tabindex="-1">{title()}</h2> }.into_any()
    };
    view! {
        <section class="card failure" role="alert">
            {heading}
            <p>{t.say(Key::ConfigFailedDo)}</p>
            <FetchAgain />
        </section>
    }
}

/// A button that fetches `latchkey.json` again.
#[component]
pub fn FetchAgain() -> impl IntoView {
    let app = use_app();
    let t = texts();
    view! {
        <div class="actions">
            <button type="button" class="button" on:click=move |_| app.fetch_config()>
                <Icon name=IconName::Refresh />
                {t.say(Key::FailAgain)}
            </button>
        </div>
    }
}
