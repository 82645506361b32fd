use std::sync::Arc;

use latchkey_core::{
    activation_code::{ActivationCode, CustomCode, CustomCodeError},
    failure::Failure,
};
use leptos::prelude::*;

use crate::pages::{
    activation::{list_source::ListRequest, list_state::ListState},
    refresh_controller::RefreshController,
};

/// How long a new code is valid unless another time is chosen: sixty days, as in the vendor's own scripts.
pub const DEFAULT_VALIDITY_MS: i64 = 60 * 86_400_000;

/// Progress of creating a code.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Stage {
    /// The form is being filled in.
    Form,
    /// The request was sent. It is never repeated: the service may have acted on it even if no answer comes.
    Sending,
    /// No code was created, or it is not known whether one was.
    Failed(Failure),
    /// The code was created; `None` if the service does not return it.
    Created(Option<ActivationCode>),
}

/// The creation of a code in a list. It lives as long as the list, so that a request continues when the form
/// is closed. Copies share their state.
#[derive(Clone, Copy)]
pub struct Creation {
    /// The list that the code is added to.
    pub list: ListState,
    /// The code as typed; empty to let the service choose one.
    pub code: RwSignal<String>,
    /// How long the code is to be valid, in milliseconds.
    pub validity_ms: RwSignal<i64>,
    /// Whether the code is to be hidden from administrators.
    pub is_secret: RwSignal<bool>,
    controller: RefreshController,
    pub(super) request: StoredValue<Arc<ListRequest>>,
    pub(super) refused: RwSignal<bool>,
    pub(super) is_open: RwSignal<bool>,
    pub(super) stage: RwSignal<Stage>,
    /// Whether the code is validated while it is typed: only after an attempt to send an invalid one.
    pub(super) is_validated: RwSignal<bool>,
}

impl Creation {
    /// Creates the state of a creation that was not started. `refused` is set when the service refuses the
    /// credential; the form is shown while `is_open` is set.
    pub fn new(
        list: ListState,
        controller: RefreshController,
        request: Arc<ListRequest>,
        refused: RwSignal<bool>,
        is_open: RwSignal<bool>,
    ) -> Self {
        Self {
            list,
            code: RwSignal::new(String::new()),
            validity_ms: RwSignal::new(DEFAULT_VALIDITY_MS),
            is_secret: RwSignal::new(false),
            controller,
            request: StoredValue::new(request),
            refused,
            is_open,
            stage: RwSignal::new(Stage::Form),
            is_validated: RwSignal::new(false),
        }
    }

    /// Returns whether the request is under way. Tracked.
    pub fn is_sending(self) -> bool {
        self.stage.with(|stage| *stage == Stage::Sending)
    }

    /// Returns whether the code was created. Tracked.
    pub fn is_created(self) -> bool {
        self.stage.with(|stage| matches!(stage, Stage::Created(_)))
    }

    /// Returns the created code, if there is one and the service shows its entry.
    pub fn created_entry(self) -> Option<ActivationCode> {
        self.stage.with_untracked(|stage| match stage {
            Stage::Created(entry) => entry.clone(),
            Stage::Form | Stage::Sending | Stage::Failed(_) => None,
        })
    }

    /// Returns why the last attempt failed. Tracked.
    pub fn failure(self) -> Option<Failure> {
        self.stage.with(|stage| match stage {
            Stage::Failed(failure) => Some(failure.clone()),
            Stage::Form | Stage::Sending | Stage::Created(_) => None,
        })
    }

    /// Returns what is wrong with the typed code, once it is checked. Tracked.
    pub fn code_error(self) -> Option<CustomCodeError> {
        if self.is_validated.get() { self.code.with(|code| CustomCode::parse(code).err()) } else { None }
    }

    /// Returns whether a gateway adds the credential.
    pub fn is_behind_gateway(self) -> bool {
        self.request.with_value(|request| request.base.is_same_origin())
    }

    /// Loads the list again.
    pub fn refresh_list(self) {
        self.controller.refresh_soon();
    }

    /// Closes the form. A request that was sent continues, and its result opens the form again.
    pub fn close(self) {
        if self.stage.with_untracked(|stage| *stage != Stage::Sending) {
            self.stage.set(Stage::Form);
        }
        self.is_open.set(false);
    }
}
