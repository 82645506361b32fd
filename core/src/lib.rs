//! Everything Latchkey decides without a browser.
//!
//! Reading order, along the way of the data:
//!
//! * [`ids`] and [`secret`]: what a person types, parsed once;
//! * [`route`]: the address of a view; [`language`]: which one the page speaks;
//! * [`connection`] and [`config`]: where an API is, how one signs in, and `latchkey.json`; [`pass`]: whose code is shown;
//! * [`request`]: a connection and an id become method, address and headers;
//! * [`answer`]: what came back, before anyone has read it;
//! * [`access_code`] and [`activation_code`]: the two answers as domain types;
//! * [`failure`]: everything else an answer can mean;
//! * [`time`]: time stamps, validity; [`clock`]: the server's time;
//! * [`refresh`] and [`retry`]: when to fetch, what to show, when to give up; [`announce`]: what a voice says of it;
//! * [`code_text`] and [`countdown`]: how a code and the time it has left are written;
//! * [`idle_lock`]: when a list left open locks itself;
//! * [`symbol_size`]: how large a QR symbol is shown.

pub mod access_code;
pub mod activation_code;
pub mod announce;
pub mod answer;
pub mod base;
pub mod base64;
pub mod clock;
pub mod code_text;
pub mod config;
pub mod connection;
pub mod countdown;
pub mod credential;
pub mod draft;
pub mod failure;
pub mod idle_lock;
pub mod ids;
pub mod language;
pub mod notes;
pub mod pass;
pub mod percent;
pub mod random;
pub mod refresh;
pub mod request;
pub mod retry;
pub mod route;
pub mod secret;
pub mod symbol_size;
pub mod text;
pub mod time;
pub mod window;
mod wire;
