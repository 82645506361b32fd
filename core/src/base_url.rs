//! The base URL of an API: a path on the page's own origin, or another server's address.

mod origin;

use std::{fmt, str::FromStr};

pub use self::origin::Origin;
use crate::{ids::TenantId, text};

/// URL in front of an API's own paths, normalised: without trailing slashes and without a trailing `/v1`
/// (R-A15).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BaseUrl {
    /// Path on the page's own origin, such as `/api/gym`, which a gateway serves.
    SameOrigin(String),
    /// Another server.
    Remote {
        /// Scheme, host and port.
        origin: Origin,
        /// Path in front of the API's own paths, empty or beginning with `/`.
        path: String,
    },
}

/// Why a text is not a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseUrlError {
    /// The text is empty or blank.
    Empty,
    /// The scheme is neither https nor http to a loopback host.
    NotSecure,
    /// The host is empty, or has a character other than letters, digits, `-`, `_` and `.`.
    Host,
    /// The port is not a number from 1 to 65535.
    Port,
    /// The text has a user name, query, fragment, blank, backslash or another part no base URL has.
    Extra,
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = trim_and_check(text)?;
        if is_path(text) {
            return Ok(Self::SameOrigin(normalise_path(text)?));
        }
        let (is_secure, rest) = match text::split_once(text, "://") {
            None => (true, text),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            Some(_) => return Err(BaseUrlError::NotSecure),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Ok(Self::Remote { origin: Origin::parse(is_secure, authority)?, path: normalise_path(path)? })
    }
}

impl BaseUrl {
    /// Parses a path on the page's own origin; `None` for any other text. Stage one uses it because it needs
    /// less code than the whole parser.
    #[must_use]
    pub fn same_origin(text: &str) -> Option<Self> {
        let path = trim_and_check(text).ok().filter(|text| is_path(text))?;
        normalise_path(path).ok().map(Self::SameOrigin)
    }

    /// Returns this URL with the tenant as the first label of its host, as KOBIL's SSMS requires. A tenant
    /// that is there already is not repeated (R-K18). The path of a gateway stays as it is.
    #[must_use]
    pub fn with_tenant(&self, tenant: &TenantId) -> Self {
        match self {
            Self::SameOrigin(path) => Self::SameOrigin(path.clone()),
            Self::Remote { origin, path } => {
                Self::Remote { origin: origin.with_first_label(&tenant.to_string()), path: path.clone() }
            }
        }
    }

    /// Returns this URL without the path of a remote server: people paste KOBIL's host with a path (R-K18).
    #[must_use]
    pub fn without_path(self) -> Self {
        match self {
            Self::SameOrigin(path) => Self::SameOrigin(path),
            Self::Remote { origin, .. } => Self::Remote { origin, path: String::new() },
        }
    }

    /// Returns whether requests stay on the page's own origin.
    #[must_use]
    pub fn is_same_origin(&self) -> bool {
        matches!(self, Self::SameOrigin(_))
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameOrigin(path) => f.write_str(path),
            Self::Remote { origin, path } => {
                origin.fmt(f)?;
                f.write_str(path)
            }
        }
    }
}

/// Trims the text, and refuses characters that no base URL contains.
fn trim_and_check(text: &str) -> Result<&str, BaseUrlError> {
    let text = text.trim();
    let is_extra =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '@' | '\\' | '{' | '}');
    if text.is_empty() {
        Err(BaseUrlError::Empty)
    } else if text.contains(is_extra) {
        Err(BaseUrlError::Extra)
    } else {
        Ok(text)
    }
}

fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//")
}

/// Removes all trailing slashes and `/v1`, so that normalising twice changes nothing. Refuses dot segments,
/// which a URL parser would remove.
fn normalise_path(path: &str) -> Result<String, BaseUrlError> {
    let mut path = path.trim_end_matches('/');
    while let Some(shorter) = path.strip_suffix("/v1") {
        path = shorter.trim_end_matches('/');
    }
    let is_dot_segment = |segment: &str| {
        matches!(segment.to_ascii_lowercase().as_str(), "." | ".." | "%2e" | ".%2e" | "%2e." | "%2e%2e")
    };
    let is_printable = path.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>^`|".contains(&b));
    if is_printable && text::split_once(path, "//").is_none() && !path.split('/').any(is_dot_segment) {
        Ok(path.to_owned())
    } else {
        Err(BaseUrlError::Extra)
    }
}

#[cfg(test)]
mod tests;
