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
    /// None is kept, because the browser refused to store one.
    Refused,
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
    /// Whether the kept code is shown, because the service cannot be asked.
    is_shown: Memo<bool>,
}

impl KeptState {
    /// Reads the code that is kept for a pass, and shows it while `cannot_ask` is true.
    fn read(app: AppContext, pass: KeptPass, cannot_ask: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        let known = RwSignal::new(Known::Reading);
        let is_shown = Memo::new(move |_| {
            known.with(|known| matches!(known, Known::Code(_))) && cannot_ask() && app.lifecycle.visible.get()
        });
        let this = Self { app, pass: StoredValue::new(pass), known, is_shown };
        Effect::new(move || app.kept_codes.is_shown.set(is_shown.get()));
        on_cleanup(move || {
            let _ = app.kept_codes.is_shown.try_set(false);
        });
        let name = this.pass.get_value();
        spawn_local(async move {
            let found = app.kept_codes.find(&name).await;
            // The person may have chosen to keep a code meanwhile.
            this.replace(&Known::Reading, found.map_or(Known::Nothing, Known::Code));
        });
        this
    }

    /// Does the same for a pass whose code is requested, and follows the answers of the service, which
    /// replace or remove the kept code. `code` is the code that the service has sent.
    pub fn follow(
        app: AppContext,
        pass: KeptPass,
        code: RwSignal<Option<Decoded<AccessCode>>>,
        view_state: RwSignal<ViewState>,
    ) -> Self {
        let this = Self::read(app, pass, move || view_state.with(cannot_ask));
        Effect::new(move || this.accept(code));
        Effect::new(move || {
            let after = view_state.with(|view| view.failure.as_ref().map(AfterFailure::of));
            if after == Some(AfterFailure::Remove) && this.known.with(|known| matches!(known, Known::Code(_)))
            {
                this.remove();
            }
        });
        this
    }

    /// The state of a pass that shows its kept code, in a word. Tracked.
    pub fn mark(self) -> Option<(Mark, Key)> {
        self.is_shown.get().then_some((Mark::Soon, Key::StateKept))
    }

    /// Returns the code if one is kept. Not tracked.
    fn code(self) -> Option<KeptCode> {
        match self.known.get_untracked() {
            Known::Code(kept) => Some(kept),
            Known::Reading | Known::Nothing | Known::Refused | Known::Saving => None,
        }
    }

    /// Follows a code that the service has sent. Tracked.
    fn accept(self, code: RwSignal<Option<Decoded<AccessCode>>>) {
        let Some(fresh) = code.with(|code| code.as_ref().map(|decoded| decoded.value.clone())) else {
            return;
        };
        self.known.track();
        match self.code().map(|kept| kept.after_answer(&fresh)) {
            Some(AfterAnswer::Replace) => self.keep(fresh),
            Some(AfterAnswer::Remove) => self.remove(),
            Some(AfterAnswer::Keep) | None => {}
        }
    }

    /// Keeps a code in place of an older one. If that fails, none is kept.
    fn keep(self, code: AccessCode) {
        self.known.set(Known::Saving);
        let pass = self.pass.get_value();
        let now = self.app.clock.now().time;
        spawn_local(async move {
            let kept = self.app.kept_codes.keep(&pass, &code, now).await;
            if kept.is_none() {
                self.app.kept_codes.remove(pass).await;
            }
            // It may have been removed meanwhile.
            self.replace(&Known::Saving, kept.map_or(Known::Refused, Known::Code));
        });
    }

    /// Removes the kept code from the device.
    fn remove(self) {
        self.known.set(Known::Nothing);
        spawn_local(self.app.kept_codes.remove(self.pass.get_value()));
    }

    /// Sets what is known, if it is still what it was.
    fn replace(self, from: &Known, to: Known) {
        if self.known.try_with_untracked(|known| known == from) == Some(true) {
            self.known.set(to);
        }
    }
}

/// Whether the service cannot be asked, and there is no code of it.
fn cannot_ask(view: &ViewState) -> bool {
    let after = view.failure.as_ref().map(AfterFailure::of);
    after == Some(AfterFailure::Show) && view.display == Display::Nothing
}
