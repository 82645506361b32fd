//! Looks up texts and fills in numbers and values.

use std::{cell::Cell, collections::BTreeMap};

use latchkey_core::message::{self, Message};

use super::catalog::{ENGLISH, Key};
use crate::browser::intl;

/// The texts of one language. A reference, cheap to copy.
#[derive(Clone, Copy)]
pub struct Texts(&'static Language);

/// The texts of one language. They are never freed, because a catalog is loaded only when its language is
/// chosen.
struct Language {
    tag: &'static str,
    /// In the order of [`Key`]; empty for English, which is compiled in.
    texts: Vec<String>,
}

static BUILT_IN: Language = Language { tag: "en", texts: Vec::new() };

thread_local! {
    /// The texts that new views use. Views are rebuilt when the language changes.
    static CURRENT: Cell<Texts> = const { Cell::new(Texts(&BUILT_IN)) };
}

impl Default for Texts {
    fn default() -> Self {
        Self(&BUILT_IN)
    }
}

/// Returns the texts in use.
#[must_use]
pub fn texts() -> Texts {
    CURRENT.get()
}

impl Texts {
    /// Parses a catalog file. Returns `None` if it is not a catalog, or lacks a text, as a file of another
    /// release may.
    #[must_use]
    pub fn from_catalog(language: &'static str, json: &str) -> Option<Self> {
        let mut catalog: BTreeMap<String, String> = serde_json::from_str(json).ok()?;
        let texts: Option<Vec<String>> = ENGLISH.iter().map(|(name, _)| catalog.remove(*name)).collect();
        Some(Self(Box::leak(Box::new(Language { tag: language, texts: texts? }))))
    }

    /// Makes these the texts in use, for every view built from now on.
    pub fn provide(self) {
        CURRENT.set(self);
    }

    /// Returns the BCP 47 tag of the language, for `Intl`, `lang` and `Accept-Language`.
    #[must_use]
    pub fn language(self) -> &'static str {
        self.0.tag
    }

    /// Returns a text.
    #[must_use]
    pub fn say(self, key: Key) -> &'static str {
        self.at(key as usize)
    }

    /// Returns the text at this position of the catalog.
    fn at(self, index: usize) -> &'static str {
        match self.0.texts.get(index) {
            Some(text) => text,
            None => ENGLISH.get(index).map_or("", |(_, english)| english),
        }
    }

    /// Returns a text with its placeholders in braces replaced by values.
    #[must_use]
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        message::fill(self.say(key), values)
    }

    /// Returns a message of `core`, empty if it names no text: the tests of `tools/check-config` show that each
    /// does.
    #[must_use]
    pub fn message(self, message: Message) -> String {
        let index = ENGLISH.iter().position(|(name, _)| *name == message.key);
        message.fill(index.map_or("", |index| self.at(index)))
    }

    /// Returns a text in the plural form for `count`, with `{n}` replaced by the number. A catalog separates
    /// the forms as `one=… | other=…`, with the categories of `Intl.PluralRules`.
    #[must_use]
    pub fn count(self, key: Key, count: usize) -> String {
        self.count_with(key, count, intl::number)
    }

    /// Does the same with plain digits until the first paint ([`intl::deferred_number`]). Tracked.
    #[must_use]
    pub fn count_deferred(self, key: Key, count: usize) -> String {
        self.count_with(key, count, intl::deferred_number)
    }

    fn count_with(self, key: Key, count: usize, format_number: fn(&'static str, usize) -> String) -> String {
        let category = intl::plural_category(self.language(), count);
        let forms = || self.say(key).split('|').filter_map(|form| form.trim().split_once('='));
        let form = forms().find(|(name, _)| *name == category).or_else(|| forms().next_back());
        let text = form.map(|(_, text)| text).unwrap_or_default();
        // A form such as "one code" does not contain the number.
        let parts = text.split_once('{');
        match parts.and_then(|(before, after)| Some((before, after.strip_prefix("n}")?))) {
            Some((before, after)) => [before, &format_number(self.language(), count), after].concat(),
            None => text.to_owned(),
        }
    }
}
