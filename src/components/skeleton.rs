use leptos::prelude::*;

/// A placeholder for content that is loading; the stylesheet shows it only when that takes a while.
#[component]
pub fn Skeleton(
    /// The class of what is coming, which gives the placeholder its size.
    class: &'static str,
) -> impl IntoView {
    view! { <div class=format!("skeleton {class}") aria-hidden="true" /> }
}
