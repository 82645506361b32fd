use std::sync::Arc;

use latchkey_core::{
    access_code::AccessCode,
    failure::Failure,
    ids::{ConnectionId, CustomerId},
    kept_code::KeptPass,
    notes::Decoded,
    pass::Pass,
    refresh::{Display, HiddenReason},
    retry::Api,
};
use leptos::prelude::*;

use super::{kept::KeptState, source::AccessSource, state::pass_state};
use crate::{
    browser::wake_lock, components::Mark, context::AppContext, i18n::Key,
    pages::refresh_controller::RefreshController,
};

/// What is shown of a pass, without the seconds: a symbol is rebuilt only when this changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The first code is awaited.
    Loading,
    /// There is none, because of a failure.
    Nothing,
    /// The code.
    Code,
    /// Why the code is hidden.
    Hidden(HiddenReason),
}

/// What a pass shows, for its card and for the full screen in front of it.
#[derive(Clone, Copy)]
pub struct ShownPass {
    /// Loads the code.
    pub controller: RefreshController,
    /// Whether a gateway adds the credential.
    pub gateway: bool,
    /// What is shown.
    pub panel: Memo<Panel>,
    /// The code, while it may be seen.
    pub code: Memo<Option<Decoded<AccessCode>>>,
    /// The failure of the last attempt.
    pub failure: Memo<Option<Failure>>,
    /// The code that the device keeps for the pass.
    pub kept: KeptState,
    /// The state in a word, with what it means.
    pub state: Memo<(Mark, Key)>,
}

impl ShownPass {
    /// Starts to load the code of a pass, and keeps the screen on while a code is shown. `refused` is set
    /// when the service refuses the credential.
    #[must_use]
    pub fn start(
        app: AppContext,
        pass: Pass,
        connection: ConnectionId,
        customer: Option<CustomerId>,
        refused: RwSignal<bool>,
    ) -> Self {
        let gateway = pass.is_behind_gateway();
        let code = RwSignal::new(None);
        let kept_pass = KeptPass::new(connection.clone(), customer, &pass.request(None, ""));
        let source = AccessSource { app, pass, connection, code, refused };
        let controller = RefreshController::start(app, Api::AccessCode, Arc::new(source));
        let kept = KeptState::follow(app, kept_pass, code, controller.view_state);
        let shown = Self::new(controller, code, kept, gateway);
        let is_code_shown = Signal::derive(move || shown.panel.get() == Panel::Code);
        wake_lock::hold_while(is_code_shown, app.lifecycle.visible);
        shown
    }

    /// Follows what the controller publishes about `code`.
    fn new(
        controller: RefreshController,
        code: RwSignal<Option<Decoded<AccessCode>>>,
        kept: KeptState,
        gateway: bool,
    ) -> Self {
        let view_state = controller.view_state;
        let panel = Memo::new(move |_| {
            view_state.with(|view| match view.display {
                Display::Code(_) => Panel::Code,
                Display::Hidden(reason) => Panel::Hidden(reason),
                Display::Nothing if view.failure.is_some() => Panel::Nothing,
                Display::Nothing => Panel::Loading,
            })
        });
        Self {
            controller,
            gateway,
            panel,
            code: Memo::new(move |_| code.get().filter(|_| panel.get() == Panel::Code)),
            failure: Memo::new(move |_| view_state.with(|view| view.failure.clone())),
            kept,
            state: Memo::new(move |_| kept.mark().unwrap_or_else(|| view_state.with(pass_state))),
        }
    }
}
