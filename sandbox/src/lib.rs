//! A stand-in for both APIs: faithful to the vendors' documents, stateful, with faults on demand.
//!
//! Where the documents are silent the sandbox picks one answer and says so: in the module's documentation and on
//! its own page at `GET /`. It shares no code with `latchkey-core`, so that a mistake cannot cancel itself out.
//!
//! In reading order: [`settings`] and [`config`] say what is wanted; [`serve`] opens the listeners; `access` and
//! `activation` are the two APIs, each with one table of what it knows; `gateway` and `site` stand in for the
//! web server in front of them; `elsewhere` is the origin nobody should be led to; `chaos` spoils answers by chance;
//! `guide` prints the tables and `log` what was asked; `hands` turns the clock from outside.

mod access;
mod activation;
mod answer;
pub mod chaos;
pub mod clock;
pub mod config;
mod cors;
pub mod credentials;
mod drip;
mod elsewhere;
mod fault;
mod gateway;
mod guide;
mod hands;
mod http_date;
mod huge;
mod language;
mod log;
pub mod moment;
mod random;
mod retry_after;
mod routers;
pub mod serve;
pub mod settings;
mod site;
pub mod start_error;
mod state;
mod wire;
