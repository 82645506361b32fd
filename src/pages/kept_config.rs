use leptos::prelude::*;

use crate::{
    components::{Icon, IconName},
    context::use_app,
    i18n::{Key, texts},
};

/// Says that the connections are those of the last visit, and what works without network.
#[component]
pub fn KeptConfig() -> impl IntoView {
    let app = use_app();
    let t = texts();
    view! {
        <section class="card failure kept-notice" role="status">
            <h2>
                <Icon name=IconName::Note />
                {t.say(Key::ConfigKept)}
            </h2>
            <p>{t.say(Key::ConfigKeptDo)}</p>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| app.fetch_config()>
                    <Icon name=IconName::Refresh />
                    {t.say(Key::FailAgain)}
                </button>
            </div>
        </section>
    }
}
