//! The language in use.

use latchkey_core::{
    language,
    request::{Method, Request},
};
use leptos::{prelude::*, task::spawn_local};

use super::AppContext;
use crate::{
    browser::{abort::AbortHandle, languages},
    i18n::Texts,
    state::ConfigState,
};

impl AppContext {
    /// Keeps the language in step with the person's choice, the browser's languages and `latchkey.json`,
    /// until the current owner is cleaned up. If a catalog does not arrive, the language stays as it was.
    pub fn follow_language(self) {
        Effect::new(move || {
            match self.connections.file() {
                // It says which languages are offered, and was asked for before the app was there.
                ConfigState::Loading => return,
                ConfigState::Loaded(config, _) | ConfigState::Kept(config) => {
                    self.languages.offer(&config.languages);
                }
                ConfigState::Failed => {}
            }
            let wished = self.preferences.language.get().into_iter().chain(languages::preferred());
            let best = self.languages.offered.with(|offered| language::negotiate(wished, offered));
            self.languages.preferred.set_value(best);
            if self.languages.requested.get_value() == best {
                return;
            }
            self.languages.requested.set_value(best);
            if best == "en" {
                self.use_texts(Some(Texts::default()));
            } else {
                self.load_catalog(best);
            }
        });
    }

    fn load_catalog(self, language: &'static str) {
        let url = format!("locales/{language}.json");
        let request =
            Request { method: Method::Get, url, is_same_origin: true, headers: Vec::new(), body: None };
        let answer = self.transport().send(request, AbortHandle::new());
        spawn_local(async move {
            let catalog = answer.await.ok().filter(|exchange| exchange.answer.status == 200);
            let text = catalog.and_then(|catalog| String::from_utf8(catalog.answer.body).ok());
            let texts = text.and_then(|text| Texts::from_catalog(language, &text));
            // Another language may have been chosen meanwhile.
            if self.languages.requested.try_get_value() == Some(language) {
                self.use_texts(texts);
            }
        });
    }

    /// Uses these texts from now on; without any, those in use stay.
    fn use_texts(self, texts: Option<Texts>) {
        match texts {
            Some(texts) => self.languages.texts.set(texts),
            // So that the catalog is asked for again when its language is chosen again.
            None => self.languages.requested.set_value(self.languages.texts.get_untracked().language()),
        }
        self.languages.is_ready.set(true);
    }
}
