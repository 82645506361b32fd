use leptos::prelude::*;

use super::{Icon, IconName};

/// A note in small letters, with an icon.
#[component]
pub fn Notice(
    /// The icon before the words.
    icon: IconName,
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <span class="notice">
            <Icon name=icon />
            <span prop:textContent=text />
        </span>
    }
}
