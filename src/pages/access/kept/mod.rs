//! The code that the device keeps for a pass: what becomes of it, and where it is shown.

mod choice;
mod panel;

use latchkey_core::{
    access_code::AccessCode,
    kept_code::{AfterAnswer, AfterFailure, KeptCode, KeptPass},
    notes::Decoded,
    refresh::{Display, ViewState},
};
use leptos::{prelude::*, task::spawn_local};

pub use self::{
    choice::KeepChoice,
    panel::{KeptPanel, KeptWithoutKey},
};
use crate::{components::Mark, context::AppContext, i18n::Key};

/// What is known of the code that is kept for a pass.
#[derive(Clone, PartialEq)]
enum Known {
    /// It is being read.
    Reading,
    /// None is kept.
    Nothing,
    /// One is being encrypted and stored.
    Saving,
    /// One is kept.
    Code(KeptCode),
}

/// The code that is kept for one pass.
#[derive(Clone, Copy)]
pub struct KeptState {
    app: AppContext,
    pass: StoredValue<KeptPass>,
    known: RwSignal<Known>,
    has_failed: RwSignal<bool>,
    /// The kept code while it is shown, because the service cannot be asked.
    shown: Memo<Option<KeptCode>>,
    /// Whether the service cannot be asked, and there is no code at all.
    has_nothing: Memo<bool>,
}

impl KeptState {
    /// Reads the code that is kept for a pass, and follows the answers of the service, which replace or remove it.
    /// `code` is the code that the service has sent.
    pub fn follow(
        app: AppContext,
        pass: KeptPass,
        code: RwSignal<Option<Decoded<AccessCode>>>,
        view_state: RwSignal<ViewState>,
    ) -> Self {
        let known = RwSignal::new(Known::Reading);
        let after_failure =
            Memo::new(move |_| view_state.with(|view| view.failure.as_ref().map(AfterFailure::of)));
        let cannot_ask = Memo::new(move |_| {
            after_failure.get() == Some(AfterFailure::Show)
                && view_state.with(|view| view.display == Display::Nothing)
        });
        let shown = Memo::new(move |_| match known.get() {
            Known::Code(kept) if cannot_ask.get() && app.lifecycle.visible.get() => Some(kept),
            Known::Code(_) | Known::Reading | Known::Nothing | Known::Saving => None,
        });
        let has_nothing =
            Memo::new(move |_| cannot_ask.get() && known.with(|known| *known == Known::Nothing));
        let this = Self {
            app,
            pass: StoredValue::new(pass),
            known,
            has_failed: RwSignal::new(false),
            shown,
            has_nothing,
        };
        this.read();
        Effect::new(move || this.accept(code));
        Effect::new(move || {
            let is_kept = known.with(|known| matches!(known, Known::Code(_)));
            if is_kept && after_failure.get() == Some(AfterFailure::Remove) {
                this.remove();
            }
        });
        Effect::new(move || app.kept_codes.is_shown.set(shown.with(Option::is_some)));
        on_cleanup(move || {
            let _ = app.kept_codes.is_shown.try_set(false);
        });
        this
    }

    /// The state of a pass that shows its kept code, in a word. Tracked.
    pub fn mark(self) -> Option<(Mark, Key)> {
        self.shown.with(Option::is_some).then_some((Mark::Soon, Key::StateKept))
    }

    fn read(self) {
        let pass = self.pass.get_value();
        spawn_local(async move {
            let found = self.app.kept_codes.find(&pass).await;
            // The person may have chosen to keep a code meanwhile.
            if self.known.try_with_untracked(|known| *known == Known::Reading) == Some(true) {
                self.known.set(found.map_or(Known::Nothing, Known::Code));
            }
        });
    }

    /// Follows a code that the service has sent. Tracked.
    fn accept(self, code: RwSignal<Option<Decoded<AccessCode>>>) {
        let Some(fresh) = code.with(|code| code.as_ref().map(|decoded| decoded.value.clone())) else {
            return;
        };
        let after = self.known.with(|known| match known {
            Known::Code(kept) => Some(kept.after_answer(&fresh)),
            Known::Reading | Known::Nothing | Known::Saving => None,
        });
        match after {
            Some(AfterAnswer::Replace) => self.keep(fresh),
            Some(AfterAnswer::Remove) => self.remove(),
            Some(AfterAnswer::Keep) | None => {}
        }
    }

    /// Keeps a code in place of an older one. If that fails, none is kept.
    fn keep(self, code: AccessCode) {
        self.known.set(Known::Saving);
        self.has_failed.set(false);
        let pass = self.pass.get_value();
        let now = self.app.clock.now().time;
        spawn_local(async move {
            let kept = self.app.kept_codes.keep(&pass, &code, now).await;
            if kept.is_none() {
                self.app.kept_codes.remove(&pass).await;
            }
            // It may have been removed meanwhile.
            if self.known.try_with_untracked(|known| *known == Known::Saving) == Some(true) {
                self.has_failed.set(kept.is_none());
                self.known.set(kept.map_or(Known::Nothing, Known::Code));
            }
        });
    }

    /// Removes the kept code from the device.
    fn remove(self) {
        self.known.set(Known::Nothing);
        let pass = self.pass.get_value();
        spawn_local(async move { self.app.kept_codes.remove(&pass).await });
    }
}
