//! What views are made of. They know the core and the texts, neither the network nor the route.

mod announcer;
mod code_text;
mod copy;
mod countdown;
mod expires;
mod failure;
mod failure_words;
mod field;
mod icon;
mod moment;
mod notes;
mod problem_words;
mod qr;
mod sign_in;
mod state_mark;

pub use announcer::announcer;
pub use code_text::code_text;
pub use copy::{copy_button, copy_row};
pub use countdown::countdown;
pub use expires::expires;
pub use failure::{activity_words, failure_report, failure_title};
pub use field::{Field, Keyboard};
pub use icon::{Symbol, icon};
pub use moment::{end_as_it_comes, end_in_words};
pub use notes::notes_fold;
pub use problem_words::{customer_error, draft_problem, trouble_words, user_error};
pub use qr::{no_symbol, qr};
pub use sign_in::{credential_error, sign_in};
pub use state_mark::{Mark, state_mark};

use crate::dom::{El, el};

/// A button with an icon and words.
#[must_use]
pub fn button(class: &str, symbol: Option<Symbol>, words: &str) -> El {
    el("button").attr("type", "button").class(class).children(symbol.map(icon)).text(words)
}

/// A note in small letters, with an icon.
#[must_use]
pub fn notice(symbol: Symbol, words: &str) -> El {
    el("span").class("notice").child(icon(symbol)).child(el("span").text(words))
}

/// Keeps a place for what is on its way; it appears only when that takes a while.
#[must_use]
pub fn skeleton(class: &str) -> El {
    el("div").class(&["skeleton ", class].concat()).attr("aria-hidden", "true")
}
