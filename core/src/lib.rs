//! All of Latchkey that needs no browser.
//!
//! The modules in the order in which data passes through them:
//!
//! * [`pasted`]: what surrounds a text that was pasted;
//! * [`ids`] and [`secret`]: what a person enters, as validated types;
//! * [`route`]: the URLs of the views; [`language`]: the choice of the page's language;
//! * [`connection`], [`connection_draft`], [`base_url`] and [`config`]: where an API is, how to sign in, and
//!   `latchkey.json`; [`pass`]: a connection plus a customer;
//! * [`credential`] and [`request`]: the requests to both APIs;
//! * [`answer`]: an HTTP response before it is decoded;
//! * [`access_code`] and [`activation_code`]: the answers of both APIs as domain types;
//! * [`rule`] and [`notes`]: the tolerance rules that decoding needed;
//! * [`failure`]: every other meaning of an answer;
//! * [`session`]: who is signed in at the gateway; [`site_headers`]: which protections the page's own server
//!   sends;
//! * [`time`]: time stamps and validity; [`clock`]: the server's time;
//! * [`refresh`] and [`retry`]: when to request codes, what to show, and when to give up; [`announce`]: what
//!   a screen reader announces;
//! * [`code_text`], [`countdown`] and [`time_unit`]: how a code and its remaining time are displayed;
//! * [`remembered_passes`]: the passes that a device remembers;
//! * [`shortcut`]: which key press means what;
//! * [`idle_lock`]: when an open list locks itself; [`kept_code`]: what becomes of a code that is kept on the
//!   device; [`start`]: where an installed page starts;
//! * [`virtual_list`]: which items of a long list are rendered; [`selection`]: which are selected; [`csv`]:
//!   the file of those; [`symbol_size`]: the display size of a QR symbol.
pub mod access_code;
pub mod activation_code;
pub mod announce;
pub mod answer;
pub mod base64;
pub mod base_url;
pub mod clock;
pub mod code_text;
pub mod config;
pub mod connection;
pub mod connection_draft;
pub mod countdown;
pub mod credential;
pub mod csv;
pub mod failure;
pub mod idle_lock;
pub mod ids;
pub mod kept_code;
pub mod language;
pub mod message;
pub mod notes;
pub mod pass;
pub mod pasted;
pub mod percent;
pub mod random;
pub mod refresh;
pub mod remembered_passes;
pub mod request;
pub mod retry;
pub mod route;
pub mod rule;
pub mod secret;
pub mod selection;
pub mod session;
pub mod shortcut;
pub mod site_headers;
pub mod start;
pub mod symbol_size;
pub mod text;
pub mod time;
pub mod time_unit;
pub mod virtual_list;
mod wire;
