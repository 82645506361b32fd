use crate::{base_url::BaseUrlError, ids::TenantIdError, pasted::InvisibleChar};

/// Field of a [`ConnectionDraft`](super::ConnectionDraft).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftField {
    /// The field `id`.
    Id,
    /// The field `name`.
    Name,
    /// The field `service`.
    Service,
    /// The field `base`.
    Base,
    /// The field `host`.
    Host,
    /// The field `tenant`.
    Tenant,
    /// The field `installation`.
    Installation,
    /// The field `auth`.
    Auth,
    /// The field `subject`.
    Subject,
    /// The field `path`.
    Path,
    /// The field `create`.
    Create,
}

impl DraftField {
    /// All fields, each with its key in `latchkey.json`.
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

    /// Returns the field with this key in `latchkey.json`.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, other)| *other == key).map(|(field, _)| field)
    }

    /// Returns the key in `latchkey.json`.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(field, _)| *field == self).map_or("", |(_, key)| key)
    }
}

/// Why the text of a field cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// The field is required.
    Missing,
    /// The text has an invisible character inside.
    Invisible(InvisibleChar),
    /// The text is not one of these words.
    NotOneOf(&'static [&'static str]),
    /// The text is not a connection id.
    InvalidId,
    /// The text is not a base URL or host.
    BaseUrl(BaseUrlError),
    /// A gateway is on the page's own origin, so its base has to begin with `/`.
    PathRequired,
    /// Without a gateway, the base has to be a server's address.
    AddressRequired,
    /// SSMS needs the tenant in front of the host, and the two do not form a host name.
    NoTenantHost,
    /// The text is not a tenant id.
    Tenant(TenantIdError),
    /// The text is not a path template.
    InvalidPath,
    /// The field does not apply to this service or way to sign in.
    NotApplicable,
}
