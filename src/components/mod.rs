//! What views are made of. They know the core and the texts, neither the network nor the route.

mod code_text;
mod copy;
mod countdown;
mod failure;
mod failure_words;
mod field;
mod icon;
mod moment;
mod problem_words;
mod qr;
mod sign_in;
mod state_mark;

pub use code_text::CodeText;
pub use copy::{CopyButton, CopyRow};
pub use countdown::{Countdown, clock_face};
pub use failure::{FailureCard, failure_title};
pub use field::TextField;
pub use icon::{Icon, Symbol};
pub use moment::end_in_words;
pub use problem_words::{customer_error, draft_problem, trouble_words, user_error};
pub use qr::Qr;
pub use sign_in::{SignIn, credential_error};
pub use state_mark::{Mark, StateMark};
