//! Tests of the sandbox over HTTP. Each starts a sandbox of its own on free ports.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod access;
mod access_shapes;
mod activation;
mod activation_lists;
mod activation_shapes;
mod chaos;
mod client;
mod clock;
mod command;
mod cors;
mod create;
mod faults;
mod foreign_origin;
mod gateway;
mod images;
mod process;
mod refusals;
mod request_log;
mod server;
mod site;
mod transient_faults;
