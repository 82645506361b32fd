use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;

/// Builds its children anew, with an owner and elements of their own, whenever `value` changes.
///
/// A plain `move ||` in a view updates the elements of the last run in place where their types are the same. That is not
/// enough for elements with an animation that counts from their insertion, or for what holds a keyed list, whose items would
/// be kept although their owner is gone.
#[component]
pub fn Keyed<T, F>(
    /// What the children are built for.
    #[prop(into)]
    value: Signal<T>,
    /// Builds the view of a value. Tracks nothing.
    children: F,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Send + Sync + 'static,
{
    let current = Arc::new(Mutex::new(value.get_untracked()));
    let to_show = Arc::clone(&current);
    let has_changed = move || {
        let next = value.get();
        let mut last = current.lock().unwrap_or_else(PoisonError::into_inner);
        let has_changed = *last != next;
        *last = next;
        has_changed
    };
    let build = move || {
        let shown = to_show.lock().unwrap_or_else(PoisonError::into_inner).clone();
        children(shown)
    };
    keyed(Arc::new(has_changed), Arc::new(build))
}

/// The part of [`Keyed`] that is compiled once for all kinds of values.
fn keyed(
    has_changed: Arc<dyn Fn() -> bool + Send + Sync>,
    build: Arc<dyn Fn() -> AnyView + Send + Sync>,
) -> AnyView {
    let version = Memo::new(move |last: Option<&u32>| {
        let has_changed = has_changed();
        last.map_or(0, |last| last.wrapping_add(u32::from(has_changed)))
    });
    view! { <For each=move || [version.get()] key=|key| *key children=move |_| untrack(|| build()) /> }
        .into_any()
}
