//! Latchkey in the browser: wiring only. What can be decided without a browser is decided in `latchkey-core`.
//!
//! The way of the data: the fragment of the address becomes a [`Route`](latchkey_core::route::Route); a page in [`pages`] asks the core
//! for a request and sends it through [`net::Transport`]; the core decodes the answer and its refresh machine,
//! with the time of [`state::Clock`], says what may be shown; the page matches on that and hands it to
//! [`components`], which build elements with [`dom`]. Time enters through the clock alone, language through [`i18n`], the network through
//! [`net`], everything else of the browser through one file each in [`browser`].
//!
//! Arrows point one way: pages know components, state and net; these know the core; browser
//! is a leaf. All of them may hold a [`live::RwSignal`], the one kind of signal, or a [`kept::Kept`].

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
pub mod dom;
