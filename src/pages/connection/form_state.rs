use latchkey_core::{
    connection::{Auth, Connection},
    connection_draft::{ConnectionDraft, DraftField, FieldError},
    credential::{Credential, CredentialError, CredentialKind},
};
use leptos::prelude::*;

use super::{
    draft::{complete_draft, empty_draft, is_access},
    key_test::KeyTest,
};
use crate::{browser::document, state::Connections};

/// The state of the form. It lives as long as the view, so a mistake loses nothing that was typed. A copy
/// refers to the same state.
#[derive(Clone, Copy)]
pub struct FormState {
    /// The fields, of both services.
    pub draft: RwSignal<ConnectionDraft>,
    /// Key or token.
    pub secret: RwSignal<String>,
    /// Progress of the test of the key.
    pub key_test: RwSignal<KeyTest>,
    /// Fields that were typed in: their problems are shown before the form is submitted.
    touched: RwSignal<Vec<DraftField>>,
    /// Whether the form was submitted or tested: from then on every problem is shown.
    submitted: RwSignal<bool>,
    /// How many tests were started.
    test_count: StoredValue<u32>,
    /// The existing connections, whose ids cannot be used.
    connections: Connections,
}

impl FormState {
    /// Creates an empty form for access codes.
    pub fn new(connections: Connections) -> Self {
        Self {
            draft: RwSignal::new(empty_draft()),
            secret: RwSignal::new(String::new()),
            key_test: RwSignal::new(KeyTest::NotRun),
            touched: RwSignal::new(Vec::new()),
            submitted: RwSignal::new(false),
            test_count: StoredValue::new(0),
            connections,
        }
    }

    /// Whether the connection is for access codes. Tracked.
    pub fn is_access(self) -> bool {
        self.draft.with(is_access)
    }

    /// The text of a field. Tracked.
    pub fn text(self, field: DraftField) -> String {
        self.draft.get().field_mut(field).take().unwrap_or_default()
    }

    /// Chooses the service. The result of a test no longer counts.
    pub fn set_service(self, service: &str) {
        self.draft.update(|draft| draft.service = Some(service.to_owned()));
        self.key_test.set(KeyTest::NotRun);
    }

    /// Sets the text of a field. The result of a test no longer counts.
    pub fn set(self, field: DraftField, text: String) {
        self.draft.update(|draft| *draft.field_mut(field) = Some(text));
        if self.touched.with_untracked(|touched| !touched.contains(&field)) {
            self.touched.update(|touched| touched.push(field));
        }
        self.key_test.set(KeyTest::NotRun);
    }

    /// Sets the key or token. The result of a test no longer counts.
    pub fn set_secret(self, text: String) {
        self.secret.set(text);
        self.key_test.set(KeyTest::NotRun);
    }

    /// Starts the next test, and returns the state it is in until its outcome is known.
    pub fn start_test(self) -> KeyTest {
        self.test_count.update_value(|count| *count += 1);
        let running = KeyTest::Running(self.test_count.get_value());
        self.key_test.set(running.clone());
        running
    }

    /// The problem of a field, once it may be shown. Tracked.
    pub fn problem(self, field: DraftField) -> Option<FieldError> {
        if !self.submitted.get() && !self.touched.with(|touched| touched.contains(&field)) {
            return None;
        }
        let problems = self.complete().to_connection().err().unwrap_or_default();
        // A gateway's base is typed in the input for the host.
        let is_here =
            |other: DraftField| other == field || (field == DraftField::Host && other == DraftField::Base);
        problems.into_iter().find(|(other, _)| is_here(*other)).map(|(_, problem)| problem)
    }

    /// The kind of credential the connection needs; none through a gateway. Tracked.
    pub fn credential_kind(self) -> Option<CredentialKind> {
        match self.complete().to_connection().map(|connection| connection.auth) {
            Ok(Auth::Gateway) => None,
            Ok(Auth::Direct(kind)) => Some(kind),
            Err(_) => Some(if self.is_access() { CredentialKind::ApiKey } else { CredentialKind::Bearer }),
        }
    }

    /// Returns the problem of the key or token, if one was typed. Tracked.
    pub fn secret_problem(self) -> Option<(CredentialKind, CredentialError)> {
        let kind = self.credential_kind()?;
        let problem = self.secret.with(|secret| match Credential::parse(kind, secret) {
            Err(problem) if !secret.is_empty() => Some(problem),
            Ok(_) | Err(_) => None,
        })?;
        Some((kind, problem))
    }

    /// Returns the credential, if the connection needs one and one was typed.
    pub fn credential(self, connection: &Connection) -> Option<Credential> {
        let Auth::Direct(kind) = connection.auth else { return None };
        self.secret.with_untracked(|secret| Credential::parse(kind, secret).ok())
    }

    /// Returns the draft and its connection. If there are problems, returns `None`, shows all of them, and
    /// moves the focus to the first.
    pub fn validate(self) -> Option<(ConnectionDraft, Connection)> {
        self.submitted.set(true);
        let valid = untrack(|| {
            let draft = self.complete();
            let connection = draft.to_connection().ok()?;
            self.secret_problem().is_none().then_some((draft, connection))
        });
        if valid.is_none() {
            request_animation_frame(|| document::focus("[aria-invalid=true]"));
        }
        valid
    }

    /// The connection as it was typed, if nothing is wrong with it. Tracked.
    pub fn connection(self) -> Option<Connection> {
        self.complete().to_connection().ok()
    }

    fn complete(self) -> ConnectionDraft {
        complete_draft(self.draft.get(), |id| self.connections.find(id).is_some())
    }
}
