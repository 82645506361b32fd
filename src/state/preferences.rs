//! The settings of this device.

use latchkey_core::countdown::CountdownStyle;
use leptos::prelude::*;

use crate::browser::{document, storage};

/// The settings chosen on this device: theme, language, the countdown, how lists behave, and keys. They are
/// kept in local storage.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// The chosen theme.
    pub theme: RwSignal<Theme>,
    /// The BCP 47 tag of the chosen language; `None` to follow the browser.
    pub language: RwSignal<Option<String>>,
    /// How the last hour of a pass is displayed.
    pub countdown: RwSignal<CountdownStyle>,
    /// Whether activation codes are shown without a tap.
    pub codes_open: RwSignal<bool>,
    /// Whether an activation list is refreshed every minute.
    pub every_minute: RwSignal<bool>,
    /// Whether keys without Ctrl do something.
    pub single_keys: RwSignal<bool>,
}

/// A colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
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

    /// Returns the name used in storage and in the stylesheet.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Returns the theme of a name; [`Theme::System`] for an unknown name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

impl Preferences {
    /// Reads the stored settings, and stores every change until the current owner is cleaned up.
    #[must_use]
    pub fn load() -> Self {
        let theme =
            RwSignal::new(storage::get("theme").map(|name| Theme::from_name(&name)).unwrap_or_default());
        let language = RwSignal::new(storage::get("language"));
        Effect::new(move || {
            let chosen = theme.get();
            let name = (chosen != Theme::System).then_some(chosen.name());
            document::set_root_attribute("data-theme", name);
            storage::set("theme", name);
        });
        Effect::new(move || language.with(|tag| storage::set("language", tag.as_deref())));
        let countdown = RwSignal::new(
            storage::get("countdown").map(|name| CountdownStyle::from_name(&name)).unwrap_or_default(),
        );
        Effect::new(move || {
            let style = countdown.get();
            storage::set("countdown", (style != CountdownStyle::default()).then_some(style.name()));
        });
        Self {
            theme,
            language,
            countdown,
            codes_open: stored_flag("codes_open", false),
            every_minute: stored_flag("every_minute", false),
            single_keys: stored_flag("single_keys", true),
        }
    }
}

/// Creates a signal for a setting that is on or off, and stores every choice that differs from `default`
/// until the current owner is cleaned up.
fn stored_flag(name: &'static str, default: bool) -> RwSignal<bool> {
    let is_on = RwSignal::new(if storage::get(name).is_some() { !default } else { default });
    let other = if default { "no" } else { "yes" };
    Effect::new(move || storage::set(name, (is_on.get() != default).then_some(other)));
    is_on
}
