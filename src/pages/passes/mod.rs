//! The passes that this device remembers: on the home view, and below a pass.

mod editor;
mod pass_list;
mod pass_tools;

pub use self::{pass_list::PassList, pass_tools::PassTools};
