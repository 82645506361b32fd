use std::collections::HashMap;

use leptos::prelude::{provide_context, use_context};

use super::catalog::{ENGLISH, Key, NAMES};
use crate::browser::intl;

/// The texts of the language in use, cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// BCP 47 tag of the language, for `Intl`, `lang` and `Accept-Language`.
    pub language: &'static str,
    texts: &'static [&'static str],
}

impl Default for Texts {
    fn default() -> Self {
        Self { language: "en", texts: &ENGLISH }
    }
}

/// The texts of the surrounding view.
#[must_use]
pub fn texts() -> Texts {
    use_context().unwrap_or_default()
}

impl Texts {
    /// Texts from a catalog file; what it lacks stays English. Nothing where the file is no catalog.
    ///
    /// The strings live as long as the page: a language is loaded once, when somebody chooses it.
    #[must_use]
    pub fn from_catalog(language: &'static str, json: &[u8]) -> Option<Self> {
        let catalog: HashMap<String, String> = serde_json::from_slice(json).ok()?;
        let texts: Vec<&'static str> = NAMES
            .iter()
            .zip(ENGLISH)
            .map(|(name, english)| catalog.get(*name).map_or(english, |text| &*text.clone().leak()))
            .collect();
        Some(Self { language, texts: texts.leak() })
    }

    /// Hands the texts to every view below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// One text.
    #[must_use]
    pub fn say(&self, key: Key) -> &'static str {
        self.texts.get(key as usize).copied().unwrap_or_default()
    }

    /// One text with its places in braces filled.
    #[must_use]
    pub fn fill(&self, key: Key, places: &[(&str, &str)]) -> String {
        let mut text = self.say(key).to_owned();
        for (name, value) in places {
            text = text.replace(&["{", name, "}"].concat(), value);
        }
        text
    }

    /// One text in the plural form that `count` asks for in this language, `{n}` filled with the number.
    /// The catalog separates the forms as `one=… | other=…`, with the categories of `Intl.PluralRules`.
    #[must_use]
    pub fn count(&self, key: Key, count: usize) -> String {
        let category = intl::plural_category(self.language, count);
        let forms = || self.say(key).split('|').filter_map(|form| form.trim().split_once('='));
        let form = forms().find(|(name, _)| *name == category).or_else(|| forms().last());
        form.map_or("", |(_, text)| text).replace("{n}", &intl::number(self.language, count))
    }
}

