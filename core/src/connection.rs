//! Where an API is and how one signs in to it.

use std::{fmt, str::FromStr};

use crate::{
    base::Base,
    credential::Kind,
    ids::{ConnectionId, TenantId},
    text,
};

/// One API of one studio or tenant, as `latchkey.json` or a person describes it. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Its name in addresses.
    pub id: ConnectionId,
    /// Its name for people.
    pub name: String,
    /// Which API, and where.
    pub service: Service,
    /// How one signs in.
    pub auth: Auth,
    /// Whose codes it shows.
    pub subject: Subject,
}

/// Which of the two APIs, and where it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// Sport Alliance: a customer's access code.
    AccessCode {
        /// What stands in front of the path.
        base: Base,
        /// The path, with a place for the customer id; the vendor marks the documented one deprecated.
        path: PathTemplate,
    },
    /// KOBIL: a user's activation codes.
    ActivationCodes {
        /// The host, without the tenant, or a gateway's path.
        base: Base,
        /// The tenant, which people type into the app as well.
        tenant: TenantId,
        /// Which of the two address forms applies.
        installation: Installation,
        /// Whether the page offers to make codes. The service decides whether it does.
        create: bool,
    },
}

/// KOBIL's two kinds of environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Installation {
    /// With the Smart Security Management Server.
    Ssms,
    /// With AST services in place of it.
    Shift,
}

/// How one signs in to an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// A gateway on the page's own origin holds the credential and knows the person.
    Gateway,
    /// The person gives the credential; it stays in memory.
    Direct(Kind),
}

/// Whose codes a connection shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The person's whom the gateway knows; the page names nobody.
    Me,
    /// Anybody's whom the person names.
    Named,
}

/// A path with exactly one place for the customer id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    before: String,
    after: String,
}

/// A text that is no path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathTemplateError;

impl PathTemplate {
    /// The word in braces that stands for the customer id.
    pub const PLACE: &str = "{customerId}";

    /// The path for one customer, `me` or digits.
    #[must_use]
    pub fn fill(&self, customer: &str) -> String {
        [&self.before, customer, &self.after].concat()
    }
}

impl Default for PathTemplate {
    /// The documented path.
    fn default() -> Self {
        Self { before: "/v1/customers/".to_owned(), after: "/access-code".to_owned() }
    }
}

impl FromStr for PathTemplate {
    type Err = PathTemplateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |part: &str| {
            part.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~".contains(&b))
                && text::split_once(part, "..").is_none()
                // Behind the root of the page's own origin, two slashes begin the name of another server.
                && text::split_once(part, "//").is_none()
        };
        match text::split_once(text.trim(), Self::PLACE) {
            Some((before, after)) if before.starts_with('/') && allowed(before) && allowed(after) => {
                Ok(Self { before: before.to_owned(), after: after.to_owned() })
            }
            _ => Err(PathTemplateError),
        }
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fill(Self::PLACE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_templates() {
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
