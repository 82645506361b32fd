//! The selected codes in the clipboard, or as a file.

mod copy;
mod dialog;

pub use self::{copy::copy_codes, dialog::ExportPlace};
