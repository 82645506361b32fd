use latchkey_core::config::ConfigIssue;
use leptos::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n::{Key, texts},
};

/// The entries of `latchkey.json` that cannot be used: the key, its value, and what is allowed.
#[component]
pub fn ConfigIssues(
    /// The issues, at least one.
    issues: Vec<ConfigIssue>,
) -> impl IntoView {
    let t = texts();
    let code = |text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <code translate="no">{text}</code>
                " "
            }
        })
    };
    let rows = issues
        .into_iter()
        .map(|issue| {
            view! { <li>{code(issue.key)} {code(issue.found)} {t.message(issue.kind.into())}</li> }
        })
        .collect_view();
    view! {
        <section class="card notice-card">
            <h2>
                <Icon name=IconName::Trouble />
                {t.say(Key::ConfigTitle)}
            </h2>
            <ul>{rows}</ul>
        </section>
    }
}
