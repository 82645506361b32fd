use crate::browser::{document, storage};
use leptos::prelude::*;

/// What a person chose for this device: theme, language, how lists behave. Kept in local storage.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// Light, dark, or as the system.
    pub theme: RwSignal<Theme>,
    /// The chosen language's tag; absent to follow the browser.
    pub language: RwSignal<Option<String>>,
    /// Activation codes stand there without a tap.
    pub codes_open: RwSignal<bool>,
    /// An activation list is asked for anew each minute.
    pub every_minute: RwSignal<bool>,
}

/// Light, dark, or as the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word it is kept under; the stylesheet knows it too.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word; the system's for any other.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or_default()
    }
}

impl Preferences {
    /// What the device remembers, kept up to date for the life of the surrounding owner.
    #[must_use]
    pub fn remembered() -> Self {
        let theme = RwSignal::new(storage::get("theme").map(|word| Theme::of(&word)).unwrap_or_default());
        let language = RwSignal::new(storage::get("language"));
        Effect::new(move || {
            let chosen = theme.get();
            let word = (chosen != Theme::System).then_some(chosen.word());
            document::set_root("data-theme", word);
            storage::set("theme", word);
        });
        Effect::new(move || language.with(|tag| storage::set("language", tag.as_deref())));
        Self { theme, language, codes_open: kept("codes_open"), every_minute: kept("every_minute") }
    }
}

/// A choice that is made or not, kept under this name for the life of the surrounding owner.
fn kept(name: &'static str) -> RwSignal<bool> {
    let chosen = RwSignal::new(storage::get(name).is_some());
    Effect::new(move || storage::set(name, chosen.get().then_some("yes")));
    chosen
}
