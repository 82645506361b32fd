//! The base URL of an API: a path on the page's own origin, or another server's address.

mod origin;

use std::{fmt, str::FromStr};

pub use self::origin::Origin;
use crate::{
    ids::TenantId,
    pasted::{self, is_invisible},
    text,
};

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
    /// The host is the vendor's, but that of the studio's software instead of the API.
    NotApi,
    /// The text has a user name, query, fragment, blank, backslash or another part no base URL has.
    Extra,
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = pasted::trim(text);
        if is_path(trimmed) {
            return normalise_path(without_endpoint(trimmed)).map(Self::SameOrigin);
        }
        let text = without_endpoint(trim_citation(text));
        if text.is_empty() {
            return Err(BaseUrlError::Empty);
        }
        let is_extra =
            |c: char| c == ' ' || is_invisible(c) || matches!(c, '?' | '#' | '@' | '\\' | '{' | '}');
        // A path is accepted without anything around it only, so that stage one accepts the same ones.
        if text.contains(is_extra) || is_path(text) {
            return Err(BaseUrlError::Extra);
        }
        let (is_secure, rest) = match text::split_once(text, "://") {
            None => (true, text),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            Some(_) => return Err(BaseUrlError::NotSecure),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let origin = Origin::parse(is_secure, authority)?;
        if origin.is_studio_software() {
            return Err(BaseUrlError::NotApi);
        }
        let path = normalise_path(path)?;
        // At its end, such a character would be trimmed when the URL is parsed again.
        if path.ends_with([',', ';', '\'']) {
            return Err(BaseUrlError::Extra);
        }
        Ok(Self::Remote { origin, path })
    }
}

impl BaseUrl {
    /// Parses a path on the page's own origin; `None` for any other text. Stage one uses it because it needs
    /// less code than the whole parser.
    #[must_use]
    pub fn same_origin(text: &str) -> Option<Self> {
        let path = Some(pasted::trim(text)).filter(|text| is_path(text))?;
        normalise_path(without_endpoint(path)).ok().map(Self::SameOrigin)
    }

    /// Parses the base of KOBIL's API. Removes the path of its documented endpoints and all that follows.
    ///
    /// # Errors
    /// Returns why the text is not a base URL.
    pub fn parse_codes_base(text: &str) -> Result<Self, BaseUrlError> {
        let base = ["/digitanium/v4/users", "/auth/realms"].into_iter().find_map(|endpoint| {
            let (base, rest) = text::split_once(text, endpoint)?;
            (rest.starts_with(['/', '?', '#']) || pasted::trim(rest).is_empty()).then_some(base)
        });
        match base {
            // The whole path of a gateway that serves nothing else.
            Some(base) if pasted::trim(base).is_empty() => Ok(Self::SameOrigin(String::new())),
            Some(base) => base.parse(),
            None => text.parse(),
        }
    }

    /// Parses KOBIL's host. Removes path, query and fragment of a server's address, because only the host is
    /// used (R-K18).
    ///
    /// # Errors
    /// Returns why the text is not a host.
    pub fn parse_host(text: &str) -> Result<Self, BaseUrlError> {
        if is_path(pasted::trim(text)) {
            return Self::parse_codes_base(text);
        }
        let text = trim_citation(text);
        let start = text.find("://").map_or(0, |at| at + "://".len());
        let length = text.get(start..).and_then(|rest| rest.find(['/', '?', '#']));
        let host = length.and_then(|length| text.get(..start + length)).unwrap_or(text);
        host.parse()
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

/// Removes what surrounds an address in a text: quotes, angle brackets, the method in front of it.
fn trim_citation(text: &str) -> &str {
    let text = pasted::trim_quotes(text).trim_matches(['<', '>']);
    let method = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    if method.len() < text.len() && method.starts_with(' ') { pasted::trim(method) } else { text }
}

/// Removes the path of the documented endpoint for access codes, and all that follows.
fn without_endpoint(text: &str) -> &str {
    let Some((base, rest)) = text::split_once(text, "/customers") else { return text };
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
    let is_access_code =
        |rest: &str| text::split_once(rest, "/access-code").is_some_and(|(_, rest)| is_end(rest));
    if is_end(rest) && (base.ends_with("/v1") || is_access_code(rest)) { base } else { text }
}

fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//")
}

/// Removes all trailing slashes and `/v1`, so that normalising twice changes nothing. Refuses characters that
/// no path contains, and dot segments, which a URL parser would remove.
fn normalise_path(path: &str) -> Result<String, BaseUrlError> {
    let mut path = path.trim_end_matches('/');
    while let Some(shorter) = path.strip_suffix("/v1") {
        path = shorter.trim_end_matches('/');
    }
    let is_dot_segment = |segment: &str| {
        matches!(segment.to_ascii_lowercase().as_str(), "." | ".." | "%2e" | ".%2e" | "%2e." | "%2e%2e")
    };
    let is_allowed = path.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>^`|?#@\\{}".contains(&b));
    if is_allowed && text::split_once(path, "//").is_none() && !path.split('/').any(is_dot_segment) {
        Ok(path.to_owned())
    } else {
        Err(BaseUrlError::Extra)
    }
}

#[cfg(test)]
mod tests;
