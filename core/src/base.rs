//! Where a server is: a path on the page's own origin, or an origin of its own.

use std::{fmt, str::FromStr};

use crate::{ids::TenantId, text};

/// The address in front of an API's own paths, normalised: no trailing slash, no trailing `/v1` (R-A15).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// A path on the page's own origin, such as `/api/gym`: a gateway answers there.
    SameOrigin(String),
    /// A server of its own.
    Remote {
        /// Scheme, host and port.
        origin: Origin,
        /// Path in front of the API's own, empty or beginning with `/`.
        path: String,
    },
}

/// Scheme, host and port of a server. Plain http only where the host is this very machine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    secure: bool,
    host: String,
    port: Option<u16>,
}

/// Why a text is no base address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseError {
    /// Nothing but blanks.
    Empty,
    /// Another scheme than https, or http for another machine than this one.
    NotSecure,
    /// The host holds something other than letters, digits, `-`, `_` and `.`, or nothing at all.
    Host,
    /// The port is no number from 1 to 65535.
    Port,
    /// A user name, query, fragment, blank or backslash: none belongs into a base address.
    Extra,
}

impl FromStr for Base {
    type Err = BaseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = whole(text)?;
        if is_path(text) {
            return Ok(Self::SameOrigin(tidy_path(text)?));
        }
        let (secure, rest) = match text::split_once(text, "://") {
            None => (true, text),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            Some(_) => return Err(BaseError::NotSecure),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Ok(Self::Remote { origin: Origin::read(secure, authority)?, path: tidy_path(path)? })
    }
}

impl Base {
    /// A path on the page's own origin; nothing for any other text. Reading no other bases, it is small enough for the first
    /// stage of the start.
    #[must_use]
    pub fn same_origin(text: &str) -> Option<Self> {
        let path = whole(text).ok().filter(|text| is_path(text))?;
        tidy_path(path).ok().map(Self::SameOrigin)
    }

    /// The same base with the tenant as first label of its host, where KOBIL's SSMS expects it. A tenant that
    /// stands there already is not doubled (R-K18). A gateway's path is left alone.
    #[must_use]
    pub fn for_tenant(&self, tenant: &TenantId) -> Self {
        match self {
            Self::SameOrigin(path) => Self::SameOrigin(path.clone()),
            Self::Remote { origin, path } => {
                let label = tenant.to_string();
                let host = match origin.host.split_once('.') {
                    Some((first, rest)) if first.eq_ignore_ascii_case(&label) && !rest.is_empty() => {
                        origin.host.clone()
                    }
                    _ => [label.as_str(), ".", origin.host.as_str()].concat(),
                };
                Self::Remote { origin: Origin { host, ..origin.clone() }, path: path.clone() }
            }
        }
    }

    /// The same base without its path: a KOBIL host is a host, whatever was pasted with it (R-K18).
    #[must_use]
    pub fn host_only(self) -> Self {
        match self {
            Self::SameOrigin(path) => Self::SameOrigin(path),
            Self::Remote { origin, .. } => Self::Remote { origin, path: String::new() },
        }
    }

    /// Whether requests stay on the page's own origin.
    #[must_use]
    pub fn is_same_origin(&self) -> bool {
        matches!(self, Self::SameOrigin(_))
    }
}

impl fmt::Display for Base {
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

impl Origin {
    fn read(secure: bool, authority: &str) -> Result<Self, BaseError> {
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !authority.ends_with(']') => {
                (host, Some(port.parse().ok().filter(|port| *port > 0).ok_or(BaseError::Port)?))
            }
            _ => (authority, None),
        };
        let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        if !is_host(&host) {
            return Err(BaseError::Host);
        }
        if !secure && !is_this_machine(&host) {
            return Err(BaseError::NotSecure);
        }
        Ok(Self { secure, host, port })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.secure { "https://" } else { "http://" })?;
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

/// The text without blanks around it, if it has nothing in it that belongs into no base.
fn whole(text: &str) -> Result<&str, BaseError> {
    let text = text.trim();
    let is_extra =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '@' | '\\' | '{' | '}');
    if text.is_empty() {
        Err(BaseError::Empty)
    } else if text.contains(is_extra) {
        Err(BaseError::Extra)
    } else {
        Ok(text)
    }
}

fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//")
}

/// Cuts every trailing slash and `/v1`, so that what is left is tidy when read again; refuses segments that an address parser would swallow.
fn tidy_path(path: &str) -> Result<String, BaseError> {
    let mut path = path.trim_end_matches('/');
    while let Some(shorter) = path.strip_suffix("/v1") {
        path = shorter.trim_end_matches('/');
    }
    let swallowed = |segment: &str| {
        matches!(segment.to_ascii_lowercase().as_str(), "." | ".." | "%2e" | ".%2e" | "%2e." | "%2e%2e")
    };
    let printable = path.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>^`|".contains(&b));
    if printable && text::split_once(path, "//").is_none() && !path.split('/').any(swallowed) {
        Ok(path.to_owned())
    } else {
        Err(BaseError::Extra)
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return is_ipv6(inner);
    }
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    // A last label that is a number makes an address parser read the host as IPv4, in forms nobody means.
    let numeric = host.rsplit('.').next().is_some_and(|last| match last.strip_prefix("0x") {
        Some(digits) => digits.bytes().all(|b| b.is_ascii_hexdigit()),
        None => last.bytes().all(|b| b.is_ascii_digit()),
    });
    host.len() <= 253 && host.split('.').all(label) && (!numeric || ipv4(host).is_some())
}

/// An IPv6 address: eight groups, or fewer around one `::`. The form that ends in an IPv4 address is left out.
fn is_ipv6(host: &str) -> bool {
    // How many groups the text holds, if it holds nothing else.
    let groups = |text: &str| {
        let group = |g: &str| (1..=4).contains(&g.len()) && g.bytes().all(|b| b.is_ascii_hexdigit());
        if text.is_empty() { Some(0) } else { text.split(':').all(group).then(|| text.split(':').count()) }
    };
    match text::split_once(host, "::") {
        Some((before, after)) => {
            groups(before).zip(groups(after)).is_some_and(|(before, after)| before + after <= 7)
        }
        None => groups(host) == Some(8),
    }
}

/// An IPv4 address in its one plain form: four decimal numbers without leading zeros.
fn ipv4(host: &str) -> Option<[u8; 4]> {
    let mut parts = host.split('.').map(|part| {
        let number: u8 = part.parse().ok()?;
        (part == "0" || !part.starts_with(['0', '+'])).then_some(number)
    });
    let mut next = || parts.next().flatten();
    let address = [next()?, next()?, next()?, next()?];
    parts.next().is_none().then_some(address)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || ipv4(host).is_some_and(|[first, ..]| first == 127)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_a15_bases_are_normalised() {
        for (typed, base) in [
            ("https://studio.open-api.magicline.com", "https://studio.open-api.magicline.com"),
            ("https://studio.open-api.magicline.com/", "https://studio.open-api.magicline.com"),
            ("  studio.open-api.magicline.com/v1/ ", "https://studio.open-api.magicline.com"),
            ("https://studio.open-api.magicline.com/v1", "https://studio.open-api.magicline.com"),
            ("HTTPS://Studio.Example:8443/gate/", "https://studio.example:8443/gate"),
            ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
            ("http://localhost:8081/", "http://localhost:8081"),
            ("http://demo.localhost:8081", "http://demo.localhost:8081"),
            ("http://[::1]:8081", "http://[::1]:8081"),
            ("/api/gym/", "/api/gym"),
            ("/api/gym/v1/", "/api/gym"),
            ("/api/v1//v1/", "/api"),
            ("https://[2001:DB8::7:1]/gym", "https://[2001:db8::7:1]/gym"),
            ("https://[1:2:3:4:5:6:7:8]", "https://[1:2:3:4:5:6:7:8]"),
            ("https://[::]", "https://[::]"),
            ("/", ""),
        ] {
            assert_eq!(typed.parse::<Base>().map(|base| base.to_string()), Ok(base.to_owned()), "{typed}");
        }
        for (typed, error) in [
            ("", BaseError::Empty),
            ("   ", BaseError::Empty),
            ("http://studio.example", BaseError::NotSecure),
            ("http://127.0.0.1.example", BaseError::NotSecure),
            ("ftp://studio.example", BaseError::NotSecure),
            ("javascript://x", BaseError::NotSecure),
            ("https://", BaseError::Host),
            ("//studio.example", BaseError::Host),
            ("https://stüdio.example", BaseError::Host),
            ("https://1.2.3", BaseError::Host),
            ("https://1.2.3.4.5", BaseError::Host),
            ("https://127.0.0.01", BaseError::Host),
            ("https://1.2.3.256", BaseError::Host),
            ("https://studio.0x1f", BaseError::Host),
            ("https://0x", BaseError::Host),
            ("https://[xyz]", BaseError::Host),
            ("https://[:::]", BaseError::Host),
            ("https://[1::2::3]", BaseError::Host),
            ("https://[1:2:3:4:5:6:7]", BaseError::Host),
            ("https://[1:2:3:4::5:6:7:8]", BaseError::Host),
            ("https://[12345::]", BaseError::Host),
            ("https://studio..example", BaseError::Host),
            ("https://studio.example:0", BaseError::Port),
            ("https://studio.example:99999", BaseError::Port),
            ("https://studio.example:", BaseError::Port),
            ("https://key@studio.example", BaseError::Extra),
            ("https://studio.example/?a=b", BaseError::Extra),
            ("https://studio.example/#a", BaseError::Extra),
            ("https://studio .example", BaseError::Extra),
            ("https://studio.example/a/../b", BaseError::Extra),
            ("https://studio.example/a/%2E%2e/b", BaseError::Extra),
            ("/api//gym", BaseError::Extra),
        ] {
            assert_eq!(typed.parse::<Base>(), Err(error), "{typed}");
        }
    }

    #[test]
    fn r_k18_a_tenant_is_never_doubled_and_a_pasted_path_is_cut() {
        for (typed, tenant, address) in [
            ("idp.example.com", "demo", "https://demo.idp.example.com"),
            ("https://idp.example.com:8443/auth/realms/demo", "demo", "https://demo.idp.example.com:8443"),
            ("demo.idp.example.com", "demo", "https://demo.idp.example.com"),
            ("DEMO.idp.example.com", "demo", "https://demo.idp.example.com"),
            ("http://localhost:8081", "demo", "http://demo.localhost:8081"),
            ("demo", "demo", "https://demo.demo"),
        ] {
            let base: Base = typed.parse().expect("a host");
            let tenant: TenantId = tenant.parse().expect("a tenant");
            assert_eq!(base.host_only().for_tenant(&tenant).to_string(), address, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_every_accepted_base_survives_print_and_parse(text in any::<String>()) {
            if let Ok(base) = text.parse::<Base>() {
                prop_assert!(base.to_string().is_empty() || base.to_string().parse() == Ok(base));
            }
        }

        #[test]
        fn a_real_address_parser_agrees(host in "[a-z][a-z0-9-]{0,8}(\\.[a-z][a-z0-9-]{0,8}){0,2}", port in 1u16.., path in "(/[a-z0-9._~-]{1,6}){0,3}") {
            let text = format!("https://{host}:{port}{path}");
            // Whether what follows `xn--` is Punycode is left to the browser: it takes tables to say.
            let plain = !host.split('.').any(|label| label.starts_with("xn--"));
            if let (Ok(base), true) = (text.parse::<Base>(), plain) {
                let url = url::Url::parse(&format!("{base}/x")).expect("our bases are addresses");
                let Base::Remote { origin, path } = &base else { panic!("a remote base") };
                prop_assert_eq!(url.host_str(), Some(origin.host.as_str()));
                prop_assert_eq!(url.port_or_known_default(), Some(port));
                prop_assert_eq!(url.path(), format!("{path}/x"));
            }
        }
    }
}
