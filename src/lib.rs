//! Latchkey in the browser: the views, and what joins them to the browser. What can be decided without a
//! browser is decided in `latchkey-core`.
//!
//! The fragment of the address becomes a [`Route`](latchkey_core::route::Route). A page in [`pages`] asks the
//! core for a request and sends it through [`net::Transport`]; the core decodes the answer, and its refresh
//! machine says, by the time of [`state::Clock`], what may be shown; the page matches on that and renders
//! [`components`]. What all pages share is [`context::AppContext`]. Time enters through the clock alone,
//! language through [`i18n`], the network through [`net`], everything else of the browser through one file
//! each in [`browser`].
//!
//! Dependencies point one way: pages use components, state and net; these use the core; browser is a leaf.

#![warn(clippy::shadow_unrelated)]
#![allow(clippy::needless_pass_by_value, reason = "a component owns its props")]
#![allow(clippy::must_use_candidate, reason = "components are used in view!")]

pub mod app;
pub mod context;

pub mod pages;

pub mod components;
pub mod i18n;
pub mod net;
pub mod state;

pub mod browser;
