use latchkey_core::{code_text, secret::Secret};
use leptos::prelude::*;

use super::{IconName, Notice};
use crate::{
    browser::intl,
    i18n::{Key, texts},
};

/// A code as text, in groups by space alone: what is selected and copied is the ungrouped code.
#[component]
pub fn CodeText(
    /// The code.
    code: Secret,
) -> impl IntoView {
    match code_text::CodeText::new(code.reveal()) {
        code_text::CodeText::Grouped(groups) => view! {
            <bdi class="code grouped" dir="ltr" translate="no">
                {groups.into_iter().map(|group| view! { <span>{group.to_owned()}</span> }).collect_view()}
            </bdi>
        }
        .into_any(),
        code_text::CodeText::Whole { shown, has_hidden, full_length } => {
            let t = texts();
            let length = full_length
                .map(|count| t.fill(Key::CodeLong, &[("length", &intl::number(t.language(), count))]));
            view! {
                <span class="long-code">
                    <bdi class="code" dir="ltr" translate="no">
                        {shown}
                    </bdi>
                    {length.map(|length| view! { <span class="quiet">{length}</span> })}
                    {has_hidden
                        .then(|| view! { <Notice icon=IconName::Trouble text=t.say(Key::CodeHidden) /> })}
                </span>
            }
            .into_any()
        }
    }
}
