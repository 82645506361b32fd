//! The texts of the page, by language.
//!
//! The keys are generated from `locales/en.json` by the build script. The language is known before the views
//! are built, and they are rebuilt when it changes. So a text is a plain string instead of a signal.

mod language;
mod texts;

pub use language::{Languages, language_name};
pub use texts::{Texts, texts};

mod catalog {
    include!(concat!(env!("OUT_DIR"), "/catalog.rs"));
}

pub use catalog::{Key, LANGUAGES};
