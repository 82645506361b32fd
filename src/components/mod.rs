//! The components that views are made of. They know the core and the texts, neither the network nor the
//! route.

mod announcer;
mod checkbox;
mod choice;
mod code_text;
mod copy;
mod countdown;
mod dialog;
mod expiring;
mod failure;
mod failure_words;
mod field;
mod icon;
mod keyed;
mod moment;
mod notes;
mod notice;
mod problem_words;
mod qr;
mod return_focus;
mod sign_in;
mod skeleton;
mod state_mark;

pub use announcer::Announcer;
pub use checkbox::{Checkbox, PreferenceBox};
pub use choice::{Choice, ChoiceOption};
pub use code_text::CodeText;
pub use copy::{CopyButton, CopyRow};
pub use countdown::{ENDING_SOON_MS, RemainingTime};
pub use dialog::Dialog;
pub use expiring::expiry_delay;
pub use failure::{FailureReport, activity_words, failure_title};
pub use field::{Field, Keyboard};
pub use icon::{Icon, IconName};
pub use keyed::Keyed;
pub use moment::{end_in_words, end_signal};
pub use notes::NotesFold;
pub use notice::Notice;
pub use problem_words::{customer_id_problem, user_name_problem};
pub use qr::{NoSymbol, Qr};
pub use return_focus::return_focus;
pub use sign_in::{SignIn, credential_error};
pub use skeleton::Skeleton;
pub use state_mark::{Mark, StateMark};
