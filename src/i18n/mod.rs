//! Every word a person reads, by language.
//!
//! The keys are generated from `locales/en.json` by the build script. A language is chosen before the views are
//! built and the views are built anew when it changes, so that a text is a plain string and costs nothing to keep.

mod language;
mod texts;

pub use language::{Languages, language_name};
pub use texts::{Texts, texts};

mod catalog {
    include!(concat!(env!("OUT_DIR"), "/catalog.rs"));
}

pub use catalog::{Key, LANGUAGES};
