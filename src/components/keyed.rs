use std::sync::{Arc, Mutex, PoisonError};

use leptos::{either::Either, prelude::*};

/// Rebuilds its children, with a new owner and new elements, whenever `value` changes.
///
/// A plain `move ||` in a view updates the elements of its last run in place where their types are the same,
/// and does so even if nothing has changed. That is wrong for elements whose animation counts from their
/// insertion, and for text that is written once.
#[component]
pub fn Keyed<T, F>(
    /// The value that the children are built from.
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
    // Toggles with each value. Nothing is updated in place between the two sides of an `Either`.
    let is_turned = Memo::new(move |last: Option<&bool>| {
        let has_changed = has_changed();
        last.is_some_and(|last| *last != has_changed)
    });
    let view = move || {
        if is_turned.get() { Either::Left(untrack(|| build())) } else { Either::Right(untrack(|| build())) }
    };
    view.into_any()
}
