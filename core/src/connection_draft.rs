//! The text of a connection, from `latchkey.json` or the form, before it is validated.

mod field;

pub use self::field::{DraftField, FieldError};
use crate::{
    base_url::{BaseUrl, BaseUrlError},
    connection::{Auth, Connection, Installation, PathTemplate, Service, Subject},
    credential::CredentialKind,
    ids::{ConnectionId, TenantId},
    pasted::{self, InvisibleChar},
    text,
};

/// Longest display name of a connection, in characters.
const MAX_NAME_CHARS: usize = 80;

const SERVICES: &[&str] = &["access-code", "activation-codes"];
const INSTALLATIONS: &[&str] = &["ssms", "shift"];

/// Fields that are wrong, each with the reason.
type FieldErrors = Vec<(DraftField, FieldError)>;

/// Fields of a connection as text, one for each key of `latchkey.json`. Absent fields are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectionDraft {
    /// Name in the page's URLs.
    pub id: Option<String>,
    /// Display name. The default is the id.
    pub name: Option<String>,
    /// `access-code` or `activation-codes`.
    pub service: Option<String>,
    /// Base URL, or a gateway's path.
    pub base: Option<String>,
    /// KOBIL's host, without the tenant.
    pub host: Option<String>,
    /// KOBIL's tenant.
    pub tenant: Option<String>,
    /// `ssms` or `shift`.
    pub installation: Option<String>,
    /// `gateway`, `api-key` or `bearer`. The default follows from the base.
    pub auth: Option<String>,
    /// `me`, or absent.
    pub subject: Option<String>,
    /// Path of the access code endpoint, with `{customerId}` in it.
    pub path: Option<String>,
    /// `true` if codes may be created; the default is `false`.
    pub create: Option<String>,
}

impl ConnectionDraft {
    /// Returns a mutable reference to the text of a field.
    pub fn field_mut(&mut self, field: DraftField) -> &mut Option<String> {
        match field {
            DraftField::Id => &mut self.id,
            DraftField::Name => &mut self.name,
            DraftField::Service => &mut self.service,
            DraftField::Base => &mut self.base,
            DraftField::Host => &mut self.host,
            DraftField::Tenant => &mut self.tenant,
            DraftField::Installation => &mut self.installation,
            DraftField::Auth => &mut self.auth,
            DraftField::Subject => &mut self.subject,
            DraftField::Path => &mut self.path,
            DraftField::Create => &mut self.create,
        }
    }

    /// Validates all fields and returns the connection.
    ///
    /// # Errors
    /// Returns every wrong field with its [`FieldError`].
    pub fn to_connection(&self) -> Result<Connection, Vec<(DraftField, FieldError)>> {
        let mut errors = self.find_invisible();
        let id: Option<ConnectionId> = match non_blank(self.id.as_ref()).map(str::parse) {
            Some(Ok(id)) => Some(id),
            Some(Err(_)) => fail(&mut errors, DraftField::Id, FieldError::InvalidId),
            None => fail(&mut errors, DraftField::Id, FieldError::Missing),
        };
        let service = match one_of(self.service.as_ref(), SERVICES, &[true, false]) {
            Ok(Some(true)) => self.parse_access_code(&mut errors),
            Ok(Some(false)) => self.parse_activation_codes(&mut errors),
            Ok(None) => fail(&mut errors, DraftField::Service, FieldError::Missing),
            Err(error) => fail(&mut errors, DraftField::Service, error),
        };
        let auth = service.as_ref().and_then(|service| self.parse_auth(service, &mut errors));
        let subject = self.parse_subject(auth, &mut errors);
        match (id, service, auth, subject) {
            (Some(id), Some(service), Some(auth), Some(subject)) if errors.is_empty() => {
                Ok(Connection { name: self.display_name(&id), id, service, auth, subject })
            }
            _ => Err(errors),
        }
    }

    /// Returns the fields that have an invisible character inside. The name is only displayed, without it.
    fn find_invisible(&self) -> FieldErrors {
        let mut draft = self.clone();
        let mut find = |field| InvisibleChar::find(draft.field_mut(field).as_deref()?);
        let fields = DraftField::ALL.into_iter().map(|(field, _)| field);
        fields
            .filter(|field| *field != DraftField::Name)
            .filter_map(|field| Some((field, FieldError::Invisible(find(field)?))))
            .collect()
    }

    /// Returns the connection if it is valid and one for access codes through a gateway.
    ///
    /// It agrees with [`ConnectionDraft::to_connection`] in a third of the code, for stage one.
    #[must_use]
    pub fn to_gateway_connection(&self) -> Option<Connection> {
        let has_word = |text: &Option<String>, word| non_blank(text.as_ref()) == Some(word);
        let is_blank = |text: &Option<String>| non_blank(text.as_ref()).is_none();
        let other_fields = [&self.host, &self.tenant, &self.installation, &self.create];
        if !has_word(&self.service, SERVICES.first()?) || !other_fields.into_iter().all(is_blank) {
            return None;
        }
        if !is_blank(&self.auth) && !has_word(&self.auth, "gateway") {
            return None;
        }
        let subject = if is_blank(&self.subject) {
            Subject::Named
        } else if has_word(&self.subject, "me") {
            Subject::Me
        } else {
            return None;
        };
        let path = non_blank(self.path.as_ref()).map_or(Ok(PathTemplate::default()), str::parse).ok()?;
        let service = Service::AccessCode { base: BaseUrl::same_origin(self.base.as_deref()?)?, path };
        let id = non_blank(self.id.as_ref())?.parse().ok()?;
        Some(Connection { name: self.display_name(&id), id, service, auth: Auth::Gateway, subject })
    }

    /// Returns the name, or the id if there is no printable name.
    fn display_name(&self, id: &ConnectionId) -> String {
        let name = non_blank(self.name.as_ref()).and_then(|name| text::sanitize(name, MAX_NAME_CHARS));
        name.unwrap_or_else(|| id.to_string())
    }

    fn parse_access_code(&self, errors: &mut FieldErrors) -> Option<Service> {
        for (field, text) in [
            (DraftField::Host, &self.host),
            (DraftField::Tenant, &self.tenant),
            (DraftField::Installation, &self.installation),
            (DraftField::Create, &self.create),
        ] {
            if non_blank(text.as_ref()).is_some() {
                add(errors, field, FieldError::NotApplicable);
            }
        }
        let base = parse_base(DraftField::Base, self.base.as_ref(), str::parse, errors);
        let path = match non_blank(self.path.as_ref()).map(str::parse) {
            None => Some(PathTemplate::default()),
            Some(Ok(path)) => Some(path),
            Some(Err(_)) => fail(errors, DraftField::Path, FieldError::InvalidPath),
        };
        Some(Service::AccessCode { base: base?, path: path? })
    }

    fn parse_activation_codes(&self, errors: &mut FieldErrors) -> Option<Service> {
        if non_blank(self.path.as_ref()).is_some() {
            add(errors, DraftField::Path, FieldError::NotApplicable);
        }
        let base = match (non_blank(self.base.as_ref()), non_blank(self.host.as_ref())) {
            (Some(_), Some(_)) => fail(errors, DraftField::Base, FieldError::NotApplicable),
            (Some(_), None) => {
                parse_base(DraftField::Base, self.base.as_ref(), BaseUrl::parse_codes_base, errors)
            }
            (None, _) => parse_base(DraftField::Host, self.host.as_ref(), BaseUrl::parse_host, errors),
        };
        let tenant: Option<TenantId> = match non_blank(self.tenant.as_ref()).map(str::parse) {
            Some(Ok(tenant)) => Some(tenant),
            Some(Err(error)) => fail(errors, DraftField::Tenant, FieldError::Tenant(error)),
            None => fail(errors, DraftField::Tenant, FieldError::Missing),
        };
        let installation = match one_of(
            self.installation.as_ref(),
            INSTALLATIONS,
            &[Installation::Ssms, Installation::Shift],
        ) {
            Ok(Some(installation)) => Some(installation),
            Ok(None) => fail(errors, DraftField::Installation, FieldError::Missing),
            Err(error) => fail(errors, DraftField::Installation, error),
        };
        let can_create = match one_of(self.create.as_ref(), &["true", "false"], &[true, false]) {
            Ok(can_create) => Some(can_create.unwrap_or(false)),
            Err(error) => fail(errors, DraftField::Create, error),
        };
        let (base, tenant, installation, can_create) = (base?, tenant?, installation?, can_create?);
        // The tenant becomes the first label of the host, so the host cannot be an IP address.
        if installation == Installation::Ssms
            && !base.is_same_origin()
            && base.with_tenant(&tenant).to_string().parse::<BaseUrl>().is_err()
        {
            let field = if self.host.is_some() { DraftField::Host } else { DraftField::Base };
            return fail(errors, field, FieldError::NoTenantHost);
        }
        Some(Service::ActivationCodes { base, tenant, installation, can_create })
    }

    fn parse_auth(&self, service: &Service, errors: &mut FieldErrors) -> Option<Auth> {
        let (base, kind, words): (&BaseUrl, CredentialKind, &'static [&'static str]) = match service {
            Service::AccessCode { base, .. } => (base, CredentialKind::ApiKey, &["gateway", "api-key"]),
            Service::ActivationCodes { base, .. } => (base, CredentialKind::Bearer, &["gateway", "bearer"]),
        };
        let field = if self.host.is_some() { DraftField::Host } else { DraftField::Base };
        match (one_of(self.auth.as_ref(), words, &[true, false]), base.is_same_origin()) {
            (Ok(None | Some(true)), true) => Some(Auth::Gateway),
            (Ok(None | Some(false)), false) => Some(Auth::Direct(kind)),
            (Ok(Some(true)), false) => fail(errors, field, FieldError::PathRequired),
            (Ok(Some(false)), true) => fail(errors, field, FieldError::AddressRequired),
            (Err(error), _) => fail(errors, DraftField::Auth, error),
        }
    }

    fn parse_subject(&self, auth: Option<Auth>, errors: &mut FieldErrors) -> Option<Subject> {
        match (one_of(self.subject.as_ref(), &["me"], &[Subject::Me]), auth) {
            (Ok(Some(Subject::Me)), Some(Auth::Direct(_))) => {
                fail(errors, DraftField::Subject, FieldError::NotApplicable)
            }
            (Ok(subject), _) => Some(subject.unwrap_or(Subject::Named)),
            (Err(error), _) => fail(errors, DraftField::Subject, error),
        }
    }
}

/// Trims the text; `None` if it is absent or blank.
fn non_blank(text: Option<&String>) -> Option<&str> {
    text.map(|text| pasted::trim(text)).filter(|text| !text.is_empty())
}

/// Adds an error, unless the field has one: the first is the most exact.
fn add(errors: &mut FieldErrors, field: DraftField, error: FieldError) {
    if errors.iter().all(|(other, _)| *other != field) {
        errors.push((field, error));
    }
}

/// Adds an error, and returns `None`.
fn fail<T>(errors: &mut FieldErrors, field: DraftField, error: FieldError) -> Option<T> {
    add(errors, field, error);
    None
}

fn parse_base(
    field: DraftField,
    text: Option<&String>,
    parse: fn(&str) -> Result<BaseUrl, BaseUrlError>,
    errors: &mut FieldErrors,
) -> Option<BaseUrl> {
    match non_blank(text).map(parse) {
        Some(Ok(base)) => Some(base),
        Some(Err(error)) => fail(errors, field, FieldError::BaseUrl(error)),
        None => fail(errors, field, FieldError::Missing),
    }
}

/// Returns the value at the position that the text has in `words`; `None` if it is blank.
fn one_of<T: Copy>(
    text: Option<&String>,
    words: &'static [&'static str],
    values: &[T],
) -> Result<Option<T>, FieldError> {
    let Some(text) = non_blank(text) else { return Ok(None) };
    let found = words.iter().zip(values).find(|(word, _)| **word == text);
    found.map(|(_, value)| Some(*value)).ok_or(FieldError::NotOneOf(words))
}

#[cfg(test)]
mod tests;
