use std::{cell::Cell, collections::BTreeMap};

use super::catalog::{ENGLISH, Key};
use crate::browser::intl;

/// The texts of the language in use; a pointer, cheap to copy.
#[derive(Clone, Copy)]
pub struct Texts(&'static Language);

/// One language's texts. They live as long as the page: a language is loaded once, when somebody chooses it.
struct Language {
    tag: &'static str,
    /// In the order of [`Key`]; none for English, which is compiled in.
    texts: Vec<String>,
}

static COMPILED_IN: Language = Language { tag: "en", texts: Vec::new() };

thread_local! {
    /// One language at a time: the views are built anew when it changes.
    static IN_USE: Cell<Texts> = const { Cell::new(Texts(&COMPILED_IN)) };
}

impl Default for Texts {
    fn default() -> Self {
        Self(&COMPILED_IN)
    }
}

/// Returns the texts in use.
#[must_use]
pub fn texts() -> Texts {
    IN_USE.get()
}

impl Texts {
    /// Reads the text of a catalog file. Returns nothing where the file is no catalog, or lacks a text, as one of another
    /// release may.
    #[must_use]
    pub fn from_catalog(language: &'static str, json: &str) -> Option<Self> {
        let mut catalog: BTreeMap<String, String> = serde_json::from_str(json).ok()?;
        let texts: Option<Vec<String>> = ENGLISH.iter().map(|(name, _)| catalog.remove(*name)).collect();
        Some(Self(Box::leak(Box::new(Language { tag: language, texts: texts? }))))
    }

    /// Hands the texts to every view that is built from now on.
    pub fn provide(self) {
        IN_USE.set(self);
    }

    /// BCP 47 tag of the language, for `Intl`, `lang` and `Accept-Language`.
    #[must_use]
    pub fn language(self) -> &'static str {
        self.0.tag
    }

    /// One text.
    #[must_use]
    pub fn say(self, key: Key) -> &'static str {
        let place = key as usize;
        match self.0.texts.get(place) {
            Some(text) => text,
            None => ENGLISH.get(place).map_or("", |(_, english)| english),
        }
    }

    /// One text with its places in braces filled.
    #[must_use]
    pub fn fill(self, key: Key, places: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.say(key);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            match places.iter().find(|(place, _)| *place == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// One text in the plural form that `count` asks for in this language, `{n}` filled with the number.
    /// The catalog separates the forms as `one=… | other=…`, with the categories of `Intl.PluralRules`.
    #[must_use]
    pub fn count(self, key: Key, count: usize) -> String {
        self.count_as(key, count, intl::number)
    }

    /// The same, with the number as it is before the first paint and after it. Followed.
    #[must_use]
    pub fn count_in_time(self, key: Key, count: usize) -> String {
        self.count_as(key, count, intl::number_in_time)
    }

    fn count_as(self, key: Key, count: usize, number: fn(&'static str, usize) -> String) -> String {
        let category = intl::plural_category(self.language(), count);
        let forms = || self.say(key).split('|').filter_map(|form| form.trim().split_once('='));
        let form = forms().find(|(name, _)| *name == category).or_else(|| forms().next_back());
        let text = form.map(|(_, text)| text).unwrap_or_default();
        // A form such as "one code" has no place for the number.
        let place = text.split_once('{');
        match place.and_then(|(before, after)| Some((before, after.strip_prefix("n}")?))) {
            Some((before, after)) => [before, &number(self.language(), count), after].concat(),
            None => text.to_owned(),
        }
    }
}
