use latchkey_core::language;
use leptos::prelude::*;

use super::{LANGUAGES, Texts};

use leptos::prelude::RwSignal;

/// The language in use, and the ones offered.
#[derive(Clone, Copy)]
pub struct Languages {
    /// The texts in use.
    pub texts: RwSignal<Texts>,
    /// The tags offered, in the order of the alphabet.
    pub offered: RwSignal<Vec<&'static str>>,
    /// Whether the language is decided and its texts are there: nothing is built before.
    pub settled: RwSignal<bool>,
    /// The tag whose texts are wanted, whether or not they have come.
    pub wanted: StoredValue<&'static str>,
    /// The tag that services are asked in, also where its texts could not be fetched.
    pub preferred: StoredValue<&'static str>,
}

impl Languages {
    /// English until something else is wanted, with every language offered.
    #[must_use]
    pub fn new() -> Self {
        Self {
            texts: RwSignal::new(Texts::default()),
            offered: RwSignal::new(tags().collect()),
            settled: RwSignal::new(false),
            wanted: StoredValue::new(""),
            preferred: StoredValue::new("en"),
        }
    }

    /// Offers only the wished tags there are catalogs for; all where none of them is.
    pub fn offer(&self, wished: &[String]) {
        let available: Vec<_> = tags().collect();
        self.offered.set(language::offered(wished, &available));
    }
}

impl Default for Languages {
    fn default() -> Self {
        Self::new()
    }
}

/// The tags of all languages there are.
fn tags() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(tag, _)| *tag)
}

/// The name of a language in itself, such as `Deutsch`. The browser knows it as well, but takes 30 ms to load all names.
#[must_use]
pub fn language_name(tag: &str) -> &'static str {
    LANGUAGES.iter().find(|(known, _)| *known == tag).map_or("", |(_, name)| name)
}
