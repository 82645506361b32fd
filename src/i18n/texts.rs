use leptos::prelude::{provide_context, use_context};

use super::catalog::{ENGLISH, Key, NAMES};
use crate::browser::intl;

/// The texts of the language in use; a pointer, cheap to copy.
#[derive(Clone, Copy)]
pub struct Texts(&'static Language);

/// One language's texts, in the order of [`Key`]. They live as long as the page: a language is loaded once, when
/// somebody chooses it.
struct Language {
    tag: &'static str,
    texts: [&'static str; ENGLISH.len()],
}

/// The language that is compiled in.
static ENGLISH_TEXTS: Language = Language { tag: "en", texts: ENGLISH };

impl Default for Texts {
    fn default() -> Self {
        Self(&ENGLISH_TEXTS)
    }
}

/// The texts of the surrounding view.
#[must_use]
#[inline(never)]
pub fn texts() -> Texts {
    use_context().unwrap_or_default()
}

impl Texts {
    /// Texts from the text of a catalog file; what it lacks stays English. Nothing where the file is no catalog.
    #[must_use]
    pub fn from_catalog(language: &'static str, json: &str) -> Option<Self> {
        let mut texts = ENGLISH_TEXTS.texts;
        for (key, text) in latchkey_core::json::texts(json)? {
            let place = NAMES.iter().position(|name| *name == key).and_then(|at| texts.get_mut(at));
            if let Some(place) = place {
                *place = text.leak();
            }
        }
        Some(Self(Box::leak(Box::new(Language { tag: language, texts }))))
    }

    /// Hands the texts to every view below.
    pub fn provide(self) {
        provide_context(self);
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
        self.0.texts.get(key as usize).copied().unwrap_or_default()
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
        let category = intl::plural_category(self.language(), count);
        let forms = || self.say(key).split('|').filter_map(|form| form.trim().split_once('='));
        let form = forms().find(|(name, _)| *name == category).or_else(|| forms().next_back());
        let text = form.map(|(_, text)| text).unwrap_or_default();
        // A form such as "one code" has no place for the number.
        match text.split_once("{n}") {
            Some((before, after)) => [before, &intl::number(self.language(), count), after].concat(),
            None => text.to_owned(),
        }
    }
}
