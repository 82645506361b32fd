//! The language of the page.

use latchkey_core::language;
use leptos::prelude::*;

use super::{LANGUAGES, Texts};

/// The language in use, and the languages offered.
#[derive(Clone, Copy)]
pub struct Languages {
    /// The texts in use.
    pub texts: RwSignal<Texts>,
    /// The tags of the languages offered, in alphabetical order.
    pub offered: RwSignal<Vec<&'static str>>,
    /// Whether the language is known and its texts are loaded. No view is built before.
    pub is_ready: RwSignal<bool>,
    /// The tag of the language whose texts were requested last, whether or not they have arrived.
    pub requested: StoredValue<&'static str>,
    /// The tag for the `Accept-Language` of requests, even if its texts could not be fetched.
    pub preferred: StoredValue<&'static str>,
}

impl Languages {
    /// Starts in English, and offers every language.
    #[must_use]
    pub fn new() -> Self {
        Self {
            texts: RwSignal::new(Texts::default()),
            offered: RwSignal::new(tags().collect()),
            is_ready: RwSignal::new(false),
            requested: StoredValue::new(""),
            preferred: StoredValue::new("en"),
        }
    }

    /// Offers only the configured languages that have a catalog; all languages if none of them has.
    pub fn offer(&self, wanted: &[String]) {
        let available: Vec<_> = tags().collect();
        self.offered.set(language::filter_available(wanted, &available));
    }
}

impl Default for Languages {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns the tags of all languages that have a catalog.
fn tags() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(tag, _)| *tag)
}

/// Returns the name of a language in that language, such as `Deutsch`. `Intl.DisplayNames` knows it too, but
/// takes 30 ms to load.
#[must_use]
pub fn language_name(tag: &str) -> &'static str {
    LANGUAGES.iter().find(|(other, _)| *other == tag).map_or("", |(_, name)| name)
}
