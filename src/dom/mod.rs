//! Views without a type of their own: one kind of element, driven by Leptos' signals.
//!
//! Leptos' `view!` gives every piece of markup its own type, and each type its own copy of the code that builds,
//! updates and drops it. For this app that was 231 KB by brotli; with these few functions, and nothing else changed,
//! 172 (`docs/views.md`). What remains of Leptos is what matters here: signals, memos, effects,
//! owners and context. As in Leptos, a view is built once and only what reads a signal changes.

mod bridge;
mod dialog;
mod element;
mod place;
mod reactive;

pub use element::{El, el, svg};
pub use reactive::{effect, memo};
