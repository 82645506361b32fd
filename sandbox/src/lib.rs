//! A stand-in for both APIs: faithful to the vendors' documents, stateful, with faults on demand.
//!
//! Where the documents say nothing, the sandbox chooses one behaviour and says so in the module's
//! documentation and on its own page at `GET /`. It shares no code with `latchkey-core`, so that a
//! mistake cannot be in both.
//!
//! Reading order: [`settings`] and [`config`] hold the options; [`serve`] opens the listeners; `access` and
//! `activation` are the two APIs, each with one table of its customers or users; `gateway` and `site` stand
//! in for the web server in front of them, with `site_headers`; `foreign_origin` is where the app must never
//! go; `chaos` draws random faults and `fault_injection` applies faults to responses; `guide` is the page at
//! `GET /`; `request_log` lists the requests so far; `clock_control` shows and moves the clock.

mod access;
mod activation;
pub mod chaos;
mod chaos_control;
pub mod clock;
mod clock_control;
pub mod config;
mod connection_faults;
mod cors;
pub mod credentials;
mod fault;
mod fault_injection;
mod foreign_origin;
mod gateway;
mod gateway_state;
mod guide;
mod http_date;
mod huge_body;
mod language;
pub mod moment;
mod random;
mod request_log;
mod request_logger;
mod responses;
mod retry_after;
mod routers;
pub mod serve;
pub mod settings;
mod site;
mod site_headers;
mod slow_body;
pub mod start_error;
mod state;
mod sync;
