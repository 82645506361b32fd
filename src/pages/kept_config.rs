use leptos::prelude::*;

use super::config_failure::FetchAgain;
use crate::{
    components::{Icon, IconName},
    i18n::{Key, texts},
};

/// Says that the connections are those of the last visit, and what works without network.
#[component]
pub fn KeptConfig() -> impl IntoView {
    let t = texts();
    view! {
        <section class="card failure kept-notice" role="status">
            <h2>
                <Icon name=IconName::Note />
                {t.say(Key::ConfigKept)}
            </h2>
            <p>{t.say(Key::ConfigKeptDo)}</p>
            <FetchAgain />
        </section>
    }
}
