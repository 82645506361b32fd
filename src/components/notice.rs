use leptos::prelude::*;

use super::{Icon, Symbol};

/// A note in small letters, with an icon.
#[component]
pub fn Notice(
    /// The icon before the words.
    symbol: Symbol,
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <span class="notice">
            <Icon symbol />
            <span>{text}</span>
        </span>
    }
}
