use std::fmt;

use super::BaseUrlError;
use crate::text;

/// Longest host name, in bytes (RFC 1035).
const MAX_HOST_BYTES: usize = 253;
/// Longest label of a host name, in bytes (RFC 1035).
const MAX_LABEL_BYTES: usize = 63;

/// Scheme, host and port of a server. Plain http is allowed to a loopback host alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    is_secure: bool,
    host: String,
    port: Option<u16>,
}

impl Origin {
    /// Parses host and port, such as `studio.example:8443`.
    pub(super) fn parse(is_secure: bool, authority: &str) -> Result<Self, BaseUrlError> {
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !authority.ends_with(']') => {
                (host, Some(port.parse().ok().filter(|port| *port > 0).ok_or(BaseUrlError::Port)?))
            }
            _ => (authority, None),
        };
        let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        if !is_host(&host) {
            return Err(BaseUrlError::Host);
        }
        if !is_secure && !is_loopback(&host) {
            return Err(BaseUrlError::NotSecure);
        }
        Ok(Self { is_secure, host, port })
    }

    /// Returns this origin with `label` in front of its host, unless it is the first label already.
    pub(super) fn with_first_label(&self, label: &str) -> Self {
        let host = match self.host.split_once('.') {
            Some((first, rest)) if first.eq_ignore_ascii_case(label) && !rest.is_empty() => self.host.clone(),
            _ => [label, ".", &self.host].concat(),
        };
        Self { host, ..self.clone() }
    }

    /// Returns whether this is a host of Sport Alliance that does not serve the API: the software that a
    /// studio's staff uses is on `studio.web.magicline.com`, the API on `studio.open-api.magicline.com`.
    pub(super) fn is_studio_software(&self) -> bool {
        let is_vendor =
            [".magicline.com", ".perfectgym.com"].iter().any(|domain| self.host.ends_with(domain));
        is_vendor && self.host.split('.').all(|label| !label.starts_with("open-api"))
    }

    #[cfg(test)]
    pub(super) fn host(&self) -> &str {
        &self.host
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_secure { "https://" } else { "http://" })?;
        f.write_str(&self.host)?;
        match self.port {
            Some(port) => {
                f.write_str(":")?;
                port.fmt(f)
            }
            None => Ok(()),
        }
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return is_ipv6(inner);
    }
    let is_label = |label: &str| {
        (1..=MAX_LABEL_BYTES).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    // A URL parser reads a host whose last label is a number as IPv4, also in octal, hexadecimal or shortened
    // form.
    let is_numeric = host.rsplit('.').next().is_some_and(|last| match last.strip_prefix("0x") {
        Some(digits) => digits.bytes().all(|b| b.is_ascii_hexdigit()),
        None => last.bytes().all(|b| b.is_ascii_digit()),
    });
    host.len() <= MAX_HOST_BYTES
        && host.split('.').all(is_label)
        && (!is_numeric || parse_ipv4(host).is_some())
}

/// Returns whether the text is an IPv6 address: eight groups, or fewer around one `::`. The form that ends in
/// an IPv4 address is not supported.
fn is_ipv6(host: &str) -> bool {
    let count_groups = |text: &str| {
        let is_group = |g: &str| (1..=4).contains(&g.len()) && g.bytes().all(|b| b.is_ascii_hexdigit());
        if text.is_empty() { Some(0) } else { text.split(':').all(is_group).then(|| text.split(':').count()) }
    };
    match text::split_once(host, "::") {
        Some((before, after)) => {
            count_groups(before).zip(count_groups(after)).is_some_and(|(before, after)| before + after <= 7)
        }
        None => count_groups(host) == Some(8),
    }
}

/// Parses an IPv4 address in canonical form: four decimal numbers without leading zeros.
fn parse_ipv4(host: &str) -> Option<[u8; 4]> {
    let mut parts = host.split('.').map(|part| {
        let number: u8 = part.parse().ok()?;
        (part == "0" || !part.starts_with(['0', '+'])).then_some(number)
    });
    let mut next = || parts.next().flatten();
    let address = [next()?, next()?, next()?, next()?];
    parts.next().is_none().then_some(address)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || parse_ipv4(host).is_some_and(|[first, ..]| first == 127)
}
