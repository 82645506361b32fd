use latchkey_core::{
    connection::{Auth, Connection, Service},
    credential::{Credential, Kind},
    draft::{Draft, Field, Problem},
    failure::Failure,
    ids::ConnectionId,
    request::{self, ImageWish, Whose},
};
use leptos::prelude::*;

use crate::{components::credential_error, context::AppContext, i18n::Texts};
use leptos::prelude::RwSignal;

/// The word of the key `service` for access codes.
pub const ACCESS: &str = "access-code";
/// The word of the key `service` for activation codes.
pub const ACTIVATION: &str = "activation-codes";

/// What the form holds. It lives as long as the view; nothing typed is lost to a mistake.
#[derive(Clone, Copy)]
pub struct Form {
    /// The fields.
    pub draft: RwSignal<Draft>,
    /// Key or token.
    pub secret: RwSignal<String>,
    /// Fields that were typed in: their mistakes are shown before the form is sent.
    pub touched: RwSignal<Vec<Field>>,
    /// Whether the form was sent once: then every mistake is shown.
    pub sent: RwSignal<bool>,
    /// How far a test got.
    pub test: RwSignal<Test>,
    /// How many tests there were.
    pub tests: StoredValue<u32>,
}

/// How far a test of the connection got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Nobody asked, or something changed since.
    NotAsked,
    /// There is no key to test.
    NoKey,
    /// The answer to the test of this number is awaited.
    UnderWay(u32),
    /// The key is accepted.
    Good,
    /// It is not, or nobody could be asked.
    Failed(Failure),
}

impl Form {
    /// Empty, for the access service.
    #[must_use]
    pub fn new() -> Self {
        let draft = Draft {
            service: Some(ACCESS.to_owned()),
            installation: Some("ssms".to_owned()),
            ..Draft::default()
        };
        Self {
            draft: RwSignal::new(draft),
            secret: RwSignal::new(String::new()),
            touched: RwSignal::new(Vec::new()),
            sent: RwSignal::new(false),
            test: RwSignal::new(Test::NotAsked),
            tests: StoredValue::new(0),
        }
    }

    /// Begins a test; its number.
    #[must_use]
    pub fn next_test(self) -> u32 {
        self.tests.update_value(|tests| *tests += 1);
        let number = self.tests.get_value();
        self.test.set(Test::UnderWay(number));
        number
    }

    /// Whether it is for the access service.
    #[must_use]
    pub fn is_access(self) -> bool {
        self.draft.with(|draft| draft.service.as_deref() == Some(ACCESS))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(self, field: Field) -> String {
        self.draft.with(|draft| draft.clone().field(field).clone().unwrap_or_default())
    }

    /// Writes a field. What was tested before no longer counts.
    pub fn set(self, field: Field, text: String) {
        self.draft.update(|draft| *draft.field(field) = Some(text));
        if self.touched.with_untracked(|touched| !touched.contains(&field)) {
            self.touched.update(|touched| touched.push(field));
        }
        self.test.set(Test::NotAsked);
    }

    /// The draft with an id of its own, and without what belongs to the other service.
    #[must_use]
    pub fn complete(self, app: AppContext) -> Draft {
        let mut draft = self.draft.get();
        let access = self.is_access();
        for field in if access { [Field::Host, Field::Tenant, Field::Installation] } else { [Field::Path; 3] }
        {
            *draft.field(field) = None;
        }
        if !access && draft.host.as_deref().is_some_and(|host| host.trim_start().starts_with('/')) {
            draft.base = draft.host.take();
        } else if !access {
            draft.base = None;
        }
        let name = draft.name.clone().unwrap_or_default();
        let fallback = if access { "gym" } else { "identity" };
        let taken = |id: &ConnectionId| app.connections.find(id).is_some();
        draft.id = ConnectionId::suggest(&name, fallback, taken).map(|id| id.to_string());
        if name.trim().is_empty() {
            draft.name = None;
        }
        draft
    }

    /// What is wrong with a field, once that may be said.
    #[must_use]
    pub fn problem(self, app: AppContext, field: Field) -> Option<Problem> {
        if !self.sent.get() && !self.touched.with(|touched| touched.contains(&field)) {
            return None;
        }
        let problems = self.complete(app).check().err().unwrap_or_default();
        // The one line for an address stands for a gateway's base as well.
        let here = |other: Field| other == field || (field == Field::Host && other == Field::Base);
        problems.into_iter().find(|(other, _)| here(*other)).map(|(_, problem)| problem)
    }

    /// The kind of credential this connection needs; none through a gateway.
    #[must_use]
    pub fn kind(self, app: AppContext) -> Option<Kind> {
        match self.complete(app).check().map(|connection| connection.auth) {
            Ok(Auth::Gateway) => None,
            Ok(Auth::Direct(kind)) => Some(kind),
            Err(_) => Some(if self.is_access() { Kind::ApiKey } else { Kind::Bearer }),
        }
    }

    /// What is wrong with the key or token. None is needed yet: the connection asks for it when it is used.
    #[must_use]
    pub fn secret_error(self, t: Texts, app: AppContext) -> Option<String> {
        let kind = self.kind(app)?;
        self.secret.with(|secret| {
            (!secret.is_empty())
                .then(|| Credential::read(kind, secret).err())
                .flatten()
                .map(|error| credential_error(t, kind, error))
        })
    }

    /// The whole address that will be called, so that a person can compare it with what they were given.
    #[must_use]
    pub fn address(self, app: AppContext) -> Option<String> {
        let connection = self.complete(app).check().ok()?;
        Some(match &connection.service {
            Service::AccessCode { base, path } => [base.to_string(), path.to_string()].concat(),
            Service::ActivationCodes { base, tenant, installation, .. } => {
                let wish = ImageWish::default();
                let url =
                    request::activation_codes(base, tenant, *installation, &Whose::me(), wish, None, "en")
                        .url;
                let parts = url.split('/').map(|part| if part == "me" { "{userName}" } else { part });
                parts.collect::<Vec<_>>().join("/")
            }
        })
    }

    /// The credential, where one is needed and was typed.
    #[must_use]
    pub fn credential(self, connection: &Connection) -> Option<Credential> {
        let Auth::Direct(kind) = connection.auth else { return None };
        self.secret.with_untracked(|secret| Credential::read(kind, secret).ok())
    }
}

impl Default for Form {
    fn default() -> Self {
        Self::new()
    }
}
