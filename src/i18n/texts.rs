use std::{cell::Cell, collections::BTreeMap};

use super::catalog::MARK;
use crate::browser::intl;

/// The texts of the language in use; a pointer, cheap to copy.
#[derive(Clone, Copy)]
pub struct Texts(&'static Language);

/// The key of one text a person reads. Each stands for itself in the module, so that the texts of a view come with it
/// (`crate::later`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub(super) &'static Entry);

/// The English text, and which one of a catalog it is. The module does not hold the names of the keys.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) at: u16,
    pub(super) english: &'static str,
}

/// One language's texts, in the order of the names of their keys. They live as long as the page: a language is loaded once, when
/// somebody chooses it.
struct Language {
    tag: &'static str,
    texts: Vec<String>,
}

/// The language that is compiled in, key by key.
static ENGLISH: Language = Language { tag: "en", texts: Vec::new() };

thread_local! {
    /// One language at a time: the views are built anew when it changes. A context of leptos would bring a table of types.
    static IN_USE: Cell<Texts> = const { Cell::new(Texts(&ENGLISH)) };
}

impl Default for Texts {
    fn default() -> Self {
        Self(&ENGLISH)
    }
}

/// The texts of the views that stand.
#[must_use]
#[inline(never)]
pub fn texts() -> Texts {
    IN_USE.get()
}

/// A number that is another one where names are others, or in another order. The build script counts it too.
fn mark_of<'a>(names: impl Iterator<Item = &'a str>) -> u32 {
    let bytes = names.flat_map(|name| name.bytes().chain([0]));
    bytes.fold(0, |mark, byte| mark.wrapping_mul(31).wrapping_add(byte.into()))
}

impl Texts {
    /// Texts from the text of a catalog file. Nothing where the file is no catalog, or one of another release, whose
    /// keys are not this one's.
    #[must_use]
    pub fn from_catalog(language: &'static str, json: &str) -> Option<Self> {
        let texts: BTreeMap<String, String> = serde_json::from_str(json).ok()?;
        if mark_of(texts.keys().map(String::as_str)) != MARK {
            return None;
        }
        let texts = texts.into_values().collect();
        Some(Self(Box::leak(Box::new(Language { tag: language, texts }))))
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
    #[inline(never)]
    pub fn say(self, key: Key) -> &'static str {
        self.0.texts.get(usize::from(key.0.at)).map_or(key.0.english, String::as_str)
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

    #[inline(never)]
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
