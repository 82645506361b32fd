//! What keeps signals that outlive views from growing.

use leptos::reactive::graph::{ReactiveNode, Source, ToAnySource};

/// Notifies all readers of a signal, and forgets them. Those that still exist read it again.
///
/// A signal keeps memory for every effect and memo that has read it, also for those that are gone
/// (`reactive_graph` 0.2.16).
pub fn renew_readers(signal: &impl ToAnySource) {
    // A timer may fire after the app was closed.
    if signal.is_disposed() {
        return;
    }
    let source = signal.to_any_source();
    source.mark_dirty();
    source.clear_subscribers();
}
