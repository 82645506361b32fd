//! Where an API is, and how to sign in to it.

use std::{fmt, str::FromStr};

use crate::{
    base_url::BaseUrl,
    credential::CredentialKind,
    ids::{ConnectionId, TenantId},
    pasted, text,
};

/// One API of one studio or tenant, as configured in `latchkey.json` or by form. Contains no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Name in the page's URLs.
    pub id: ConnectionId,
    /// Display name.
    pub name: String,
    /// The API and its base URL.
    pub service: Service,
    /// How to sign in.
    pub auth: Auth,
    /// Whose codes are shown.
    pub subject: Subject,
}

/// One of the two APIs, and its base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// Sport Alliance: a customer's access code.
    AccessCode {
        /// URL in front of the path.
        base: BaseUrl,
        /// Path with a placeholder for the customer id. It can be configured because the vendor has marked
        /// the documented one as deprecated.
        path: PathTemplate,
    },
    /// KOBIL: a user's activation codes.
    ActivationCodes {
        /// Host without the tenant, or a gateway's path.
        base: BaseUrl,
        /// Tenant. People also type it into the vendor's app.
        tenant: TenantId,
        /// Which of the two address forms applies.
        installation: Installation,
        /// Whether the page offers to create codes. The service decides whether a person may.
        can_create: bool,
    },
}

/// Kind of a KOBIL environment, which determines the form of its URLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Installation {
    /// Environment with the Smart Security Management Server.
    Ssms,
    /// Environment with AST services instead.
    Shift,
}

/// How requests to an API are authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// A gateway on the page's own origin adds the credential and identifies the person.
    Gateway,
    /// The person enters the credential, which stays in memory.
    Direct(CredentialKind),
}

/// Whose codes a connection shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Those of the person whom the gateway identifies; requests name no one.
    Me,
    /// Those of the customer or user named in the request.
    Named,
}

/// URL path with exactly one placeholder for the customer id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    before: String,
    after: String,
}

/// Error for a text that is not a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathTemplateError;

impl PathTemplate {
    /// Placeholder for the customer id.
    pub const PLACEHOLDER: &str = "{customerId}";

    /// Returns the path for a customer: `me` or a customer id.
    #[must_use]
    pub fn fill(&self, customer: &str) -> String {
        [&self.before, customer, &self.after].concat()
    }
}

impl Default for PathTemplate {
    /// Returns the documented path.
    fn default() -> Self {
        Self { before: "/v1/customers/".to_owned(), after: "/access-code".to_owned() }
    }
}

impl FromStr for PathTemplate {
    type Err = PathTemplateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_allowed = |part: &str| {
            part.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~".contains(&b))
                && text::split_once(part, "..").is_none()
                // A browser reads a URL that begins with two slashes as the address of another server.
                && text::split_once(part, "//").is_none()
        };
        match text::split_once(pasted::trim(text), Self::PLACEHOLDER) {
            Some((before, after)) if before.starts_with('/') && is_allowed(before) && is_allowed(after) => {
                Ok(Self { before: before.to_owned(), after: after.to_owned() })
            }
            _ => Err(PathTemplateError),
        }
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fill(Self::PLACEHOLDER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_template_has_one_placeholder_and_no_other_server() {
        assert_eq!(PathTemplate::default().to_string(), "/v1/customers/{customerId}/access-code");
        let own: PathTemplate = "/v2/codes/{customerId}".parse().expect("a template");
        assert_eq!(own.fill("7"), "/v2/codes/7");
        for text in [
            "",
            "/v1/customers",
            "v1/{customerId}",
            "/{customerId}/{customerId}",
            "/{customerId}?a=b",
            "/../{customerId}",
            "//other.example/{customerId}",
            "/v1/{customerId}//code",
        ] {
            assert_eq!(text.parse::<PathTemplate>(), Err(PathTemplateError), "{text}");
        }
    }
}
