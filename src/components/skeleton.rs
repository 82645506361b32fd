use leptos::prelude::*;

/// A placeholder for content that is loading; the stylesheet shows it only when that takes a while.
#[component]
pub fn Skeleton(
    /// The class of the content, which determines the size of the placeholder.
    class: &'static str,
) -> impl IntoView {
    view! { <div class=format!("skeleton {class}") aria-hidden="true" /> }
}
