use std::sync::Arc;

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
    let current = Memo::new(move |_| value.get());
    let version = StoredValue::new(0_u32);
    let versions = Signal::derive(move || {
        // Read and not only tracked: a memo that is first read in the children would count as changed.
        current.with(|_| ());
        version.update_value(|version| *version = version.wrapping_add(1));
        version.get_value()
    });
    keyed(versions, Arc::new(move || children(current.get_untracked())))
}

/// The part of [`Keyed`] that is compiled once for all kinds of values.
fn keyed(version: Signal<u32>, build: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    view! { <For each=move || [version.get()] key=|key| *key children=move |_| untrack(|| build()) /> }
        .into_any()
}
