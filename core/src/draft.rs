//! A connection as it was written down, in `latchkey.json` or in the form, before it is one.

use crate::{
    base::{Base, BaseError},
    connection::{Auth, Connection, Installation, PathTemplate, Service, Subject},
    credential::Kind,
    ids::{ConnectionId, TenantId, TenantIdError},
    text,
};

/// The parts of a connection as text; absent where nothing was written. One field for each key of
/// `latchkey.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Name in addresses.
    pub id: Option<String>,
    /// Name for people; without one the id serves.
    pub name: Option<String>,
    /// `access-code` or `activation-codes`.
    pub service: Option<String>,
    /// Base address, or a gateway's path.
    pub base: Option<String>,
    /// KOBIL's host, without the tenant.
    pub host: Option<String>,
    /// KOBIL's tenant.
    pub tenant: Option<String>,
    /// `ssms` or `shift`.
    pub installation: Option<String>,
    /// `gateway`, `api-key` or `bearer`; without it the address decides.
    pub auth: Option<String>,
    /// `me`, or nothing.
    pub subject: Option<String>,
    /// Path of the access endpoint, with `{customerId}` in it.
    pub path: Option<String>,
    /// `true` where codes may be made, `false` or nothing where not.
    pub create: Option<String>,
}

/// A part of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// [`Draft::id`].
    Id,
    /// [`Draft::name`].
    Name,
    /// [`Draft::service`].
    Service,
    /// [`Draft::base`].
    Base,
    /// [`Draft::host`].
    Host,
    /// [`Draft::tenant`].
    Tenant,
    /// [`Draft::installation`].
    Installation,
    /// [`Draft::auth`].
    Auth,
    /// [`Draft::subject`].
    Subject,
    /// [`Draft::path`].
    Path,
    /// [`Draft::create`].
    Create,
}

impl Field {
    /// Every field, with its key in `latchkey.json`.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Id, "id"),
        (Self::Name, "name"),
        (Self::Service, "service"),
        (Self::Base, "base"),
        (Self::Host, "host"),
        (Self::Tenant, "tenant"),
        (Self::Installation, "installation"),
        (Self::Auth, "auth"),
        (Self::Subject, "subject"),
        (Self::Path, "path"),
        (Self::Create, "allowCreate"),
    ];

    /// The field of a key.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == key).map(|(field, _)| field)
    }

    /// Its key in `latchkey.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(field, _)| *field == self).map_or("", |(_, name)| name)
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It has to be there.
    Missing,
    /// Only these words are allowed.
    OneOf(&'static [&'static str]),
    /// No connection id.
    Id,
    /// No base address or host.
    Base(BaseError),
    /// A gateway answers on the page's own origin: the base has to begin with `/`.
    GatewayPath,
    /// Only a gateway has a path on the page's own origin: here a server's address is needed.
    ServerAddress,
    /// With SSMS the tenant stands in front of the host, and the two make no host name.
    NoTenantHost,
    /// No tenant.
    Tenant(TenantIdError),
    /// No path template.
    Path,
    /// It means nothing for this service or way to sign in.
    NotHere,
}

/// The most characters of a connection's name.
const LONGEST_NAME: usize = 80;

const SERVICES: &[&str] = &["access-code", "activation-codes"];
const INSTALLATIONS: &[&str] = &["ssms", "shift"];

impl Draft {
    /// The text of one field, to be read or written.
    pub fn field(&mut self, field: Field) -> &mut Option<String> {
        match field {
            Field::Id => &mut self.id,
            Field::Name => &mut self.name,
            Field::Service => &mut self.service,
            Field::Base => &mut self.base,
            Field::Host => &mut self.host,
            Field::Tenant => &mut self.tenant,
            Field::Installation => &mut self.installation,
            Field::Auth => &mut self.auth,
            Field::Subject => &mut self.subject,
            Field::Path => &mut self.path,
            Field::Create => &mut self.create,
        }
    }

    /// The connection, or everything that is wrong, in the order of the fields.
    ///
    /// # Errors
    /// Each field with its [`Problem`].
    pub fn check(&self) -> Result<Connection, Vec<(Field, Problem)>> {
        let mut problems = Vec::new();
        let id: Option<ConnectionId> = match written(self.id.as_ref()).map(str::parse) {
            Some(Ok(id)) => Some(id),
            Some(Err(_)) => fail(&mut problems, Field::Id, Problem::Id),
            None => fail(&mut problems, Field::Id, Problem::Missing),
        };
        let service = match one_of(self.service.as_ref(), SERVICES, &[true, false]) {
            Ok(Some(true)) => self.access_code(&mut problems),
            Ok(Some(false)) => self.activation_codes(&mut problems),
            Ok(None) => fail(&mut problems, Field::Service, Problem::Missing),
            Err(problem) => fail(&mut problems, Field::Service, problem),
        };
        let auth = service.as_ref().and_then(|service| self.auth(service, &mut problems));
        let subject = self.subject(auth, &mut problems);
        match (id, service, auth, subject) {
            (Some(id), Some(service), Some(auth), Some(subject)) if problems.is_empty() => {
                Ok(Connection { name: self.name_or(&id), id, service, auth, subject })
            }
            _ => Err(problems),
        }
    }

    /// The connection, where it is one for access codes behind a gateway. Nothing where it is any other, or where something is
    /// wrong. It says what [`Draft::check`] says, in a third of its code, for the first stage of the start.
    #[must_use]
    pub fn gateway_pass(&self) -> Option<Connection> {
        let is = |text: &Option<String>, word| written(text.as_ref()) == Some(word);
        let is_not_written = |text: &Option<String>| written(text.as_ref()).is_none();
        let others = [&self.host, &self.tenant, &self.installation, &self.create];
        if !is(&self.service, SERVICES.first()?) || !others.into_iter().all(is_not_written) {
            return None;
        }
        if !is_not_written(&self.auth) && !is(&self.auth, "gateway") {
            return None;
        }
        let subject = if is_not_written(&self.subject) {
            Subject::Named
        } else if is(&self.subject, "me") {
            Subject::Me
        } else {
            return None;
        };
        let path = written(self.path.as_ref()).map_or(Ok(PathTemplate::default()), str::parse).ok()?;
        let service = Service::AccessCode { base: Base::same_origin(self.base.as_deref()?)?, path };
        let id = written(self.id.as_ref())?.parse().ok()?;
        Some(Connection { name: self.name_or(&id), id, service, auth: Auth::Gateway, subject })
    }

    /// Its name for people; without one that can be shown, its id.
    fn name_or(&self, id: &ConnectionId) -> String {
        let name = written(self.name.as_ref()).and_then(|name| text::sanitize(name, LONGEST_NAME));
        name.unwrap_or_else(|| id.to_string())
    }

    fn access_code(&self, problems: &mut Vec<(Field, Problem)>) -> Option<Service> {
        for (field, text) in [
            (Field::Host, &self.host),
            (Field::Tenant, &self.tenant),
            (Field::Installation, &self.installation),
            (Field::Create, &self.create),
        ] {
            if written(text.as_ref()).is_some() {
                problems.push((field, Problem::NotHere));
            }
        }
        let base = base(Field::Base, self.base.as_ref(), problems);
        let path = match written(self.path.as_ref()).map(str::parse) {
            None => Some(PathTemplate::default()),
            Some(Ok(path)) => Some(path),
            Some(Err(_)) => fail(problems, Field::Path, Problem::Path),
        };
        Some(Service::AccessCode { base: base?, path: path? })
    }

    fn activation_codes(&self, problems: &mut Vec<(Field, Problem)>) -> Option<Service> {
        if written(self.path.as_ref()).is_some() {
            problems.push((Field::Path, Problem::NotHere));
        }
        let base = match (written(self.base.as_ref()), written(self.host.as_ref())) {
            (Some(_), Some(_)) => fail(problems, Field::Base, Problem::NotHere),
            (Some(_), None) => base(Field::Base, self.base.as_ref(), problems),
            (None, _) => base(Field::Host, self.host.as_ref(), problems).map(Base::host_only),
        };
        let tenant: Option<TenantId> = match written(self.tenant.as_ref()).map(str::parse) {
            Some(Ok(tenant)) => Some(tenant),
            Some(Err(error)) => fail(problems, Field::Tenant, Problem::Tenant(error)),
            None => fail(problems, Field::Tenant, Problem::Missing),
        };
        let installation = match one_of(
            self.installation.as_ref(),
            INSTALLATIONS,
            &[Installation::Ssms, Installation::Shift],
        ) {
            Ok(Some(installation)) => Some(installation),
            Ok(None) => fail(problems, Field::Installation, Problem::Missing),
            Err(problem) => fail(problems, Field::Installation, problem),
        };
        let create = match one_of(self.create.as_ref(), &["true", "false"], &[true, false]) {
            Ok(create) => Some(create.unwrap_or(false)),
            Err(problem) => fail(problems, Field::Create, problem),
        };
        let (base, tenant, installation, create) = (base?, tenant?, installation?, create?);
        // The tenant becomes a part of the host, which an IP address has no room for.
        if installation == Installation::Ssms && base.for_tenant(&tenant).to_string().parse::<Base>().is_err()
        {
            let field = if self.host.is_some() { Field::Host } else { Field::Base };
            return fail(problems, field, Problem::NoTenantHost);
        }
        Some(Service::ActivationCodes { base, tenant, installation, create })
    }

    fn auth(&self, service: &Service, problems: &mut Vec<(Field, Problem)>) -> Option<Auth> {
        let (base, kind, words): (&Base, Kind, &'static [&'static str]) = match service {
            Service::AccessCode { base, .. } => (base, Kind::ApiKey, &["gateway", "api-key"]),
            Service::ActivationCodes { base, .. } => (base, Kind::Bearer, &["gateway", "bearer"]),
        };
        let field = if self.host.is_some() { Field::Host } else { Field::Base };
        match (one_of(self.auth.as_ref(), words, &[true, false]), base.is_same_origin()) {
            (Ok(None | Some(true)), true) => Some(Auth::Gateway),
            (Ok(None | Some(false)), false) => Some(Auth::Direct(kind)),
            (Ok(Some(true)), false) => fail(problems, field, Problem::GatewayPath),
            (Ok(Some(false)), true) => fail(problems, field, Problem::ServerAddress),
            (Err(problem), _) => fail(problems, Field::Auth, problem),
        }
    }

    fn subject(&self, auth: Option<Auth>, problems: &mut Vec<(Field, Problem)>) -> Option<Subject> {
        match (one_of(self.subject.as_ref(), &["me"], &[Subject::Me]), auth) {
            (Ok(Some(Subject::Me)), Some(Auth::Direct(_))) => {
                fail(problems, Field::Subject, Problem::NotHere)
            }
            (Ok(subject), _) => Some(subject.unwrap_or(Subject::Named)),
            (Err(problem), _) => fail(problems, Field::Subject, problem),
        }
    }
}

/// The text without blanks around it; absent where there is nothing else.
fn written(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn fail<T>(problems: &mut Vec<(Field, Problem)>, field: Field, problem: Problem) -> Option<T> {
    problems.push((field, problem));
    None
}

fn base(field: Field, text: Option<&String>, problems: &mut Vec<(Field, Problem)>) -> Option<Base> {
    match written(text).map(str::parse) {
        Some(Ok(base)) => Some(base),
        Some(Err(error)) => fail(problems, field, Problem::Base(error)),
        None => fail(problems, field, Problem::Missing),
    }
}

/// The meaning of the word that was written, of words and meanings side by side.
fn one_of<T: Copy>(
    text: Option<&String>,
    words: &'static [&'static str],
    meanings: &[T],
) -> Result<Option<T>, Problem> {
    let Some(text) = written(text) else { return Ok(None) };
    let meaning = words.iter().zip(meanings).find(|(word, _)| **word == text);
    meaning.map(|(_, meaning)| Some(*meaning)).ok_or(Problem::OneOf(words))
}

#[cfg(test)]
mod tests;
