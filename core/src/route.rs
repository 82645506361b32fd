//! The views of the app and their addresses. Routes live in the fragment, which never reaches a server.

use std::fmt;

use crate::{
    activation_code::ListOptions,
    connection::Installation,
    ids::{ConnectionId, CustomerId, UserName},
    percent,
    request::{ImageWish, QrType},
};

/// One view, with what its address says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The connections.
    Home,
    /// A customer's access code; without a customer, whose gateway it is, or the question which one.
    Access {
        /// Through this connection.
        connection: ConnectionId,
        /// Of this customer.
        customer: Option<CustomerId>,
    },
    /// A user's activation codes; without a user, whose gateway it is, or the question which one.
    Activation {
        /// Through this connection.
        connection: ConnectionId,
        /// Of this user.
        user: Option<UserName>,
        /// The options of the request.
        images: ImageWish,
        /// Another address form than the connection's.
        installation: Option<Installation>,
        /// How the list is arranged; the same view whatever it says.
        list_options: ListOptions,
    },
    /// The form for a connection of one's own.
    NewConnection,
    /// Version, licence, what is stored.
    About,
    /// No view has this address.
    NotFound,
}

impl Route {
    /// The view of a fragment, with or without `#`. Never fails: an unknown address is [`Route::NotFound`].
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let (parts, query) = split(fragment);
        let parts: Option<Vec<&str>> = parts.as_ref().map(|parts| parts.iter().map(String::as_str).collect());
        parts.and_then(|parts| Self::of(&parts, query)).unwrap_or(Self::NotFound)
    }

    fn of(parts: &[&str], query: &str) -> Option<Self> {
        match parts {
            [] => Some(Self::Home),
            ["access", rest @ ..] => {
                let (connection, customer) = pass(rest)?;
                Some(Self::Access { connection, customer })
            }
            ["activation", connection] => Some(activation(connection.parse().ok()?, None, query)),
            ["activation", connection, user] => {
                Some(activation(connection.parse().ok()?, Some(user.parse().ok()?), query))
            }
            ["connections", "new"] => Some(Self::NewConnection),
            ["about"] => Some(Self::About),
            _ => None,
        }
    }

    /// What a fragment says about a pass, where it is the address of one: the connection, and whose pass it is if that is said.
    /// The first stage of the start knows no other views.
    #[must_use]
    pub fn pass_of(fragment: &str) -> Option<(ConnectionId, Option<CustomerId>)> {
        let (parts, _) = split(fragment);
        let parts = parts?;
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["access", rest @ ..] => pass(rest),
            _ => None,
        }
    }

    /// The connection whose codes can stand in the view.
    #[must_use]
    pub fn connection(&self) -> Option<&ConnectionId> {
        match self {
            Self::Access { connection, .. } | Self::Activation { connection, .. } => Some(connection),
            Self::Home | Self::NewConnection | Self::About | Self::NotFound => None,
        }
    }

    /// Whether the address says whose codes they are.
    #[must_use]
    pub fn names_somebody(&self) -> bool {
        match self {
            Self::Access { customer, .. } => customer.is_some(),
            Self::Activation { user, .. } => user.is_some(),
            Self::Home | Self::NewConnection | Self::About | Self::NotFound => false,
        }
    }

    /// The view without what is arranged in it: where this is equal, the same view stays.
    #[must_use]
    pub fn view(&self) -> Self {
        let mut view = self.clone();
        if let Self::Activation { list_options, .. } = &mut view {
            *list_options = ListOptions::default();
        }
        view
    }

    /// The address to link to.
    #[must_use]
    pub fn href(&self) -> String {
        ["#", &self.to_string()].concat()
    }
}

impl Route {
    /// The activation codes of a connection, with everything as usual.
    #[must_use]
    pub fn codes_of(connection: ConnectionId) -> Self {
        activation(connection, None, "")
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/"),
            Self::Access { connection, customer: None } => write!(f, "/access/{connection}"),
            Self::Access { connection, customer: Some(customer) } => {
                write!(f, "/access/{connection}/{customer}")
            }
            Self::Activation { connection, user, images, installation, list_options } => {
                write!(f, "/activation/{connection}")?;
                if let Some(user) = user {
                    write!(f, "/{}", percent::encode(&user.to_string()))?;
                }
                let options = [
                    images.wanted.then_some("qr=true"),
                    (images.format == QrType::Mpower).then_some("format=mpower"),
                    installation.map(installation_pair),
                ];
                let options = options.into_iter().flatten().map(str::to_owned);
                let pairs: Vec<String> = options.chain(list_options.to_query_pairs()).collect();
                if !pairs.is_empty() {
                    f.write_str("?")?;
                }
                f.write_str(&pairs.join("&"))
            }
            Self::NewConnection => f.write_str("/connections/new"),
            Self::About => f.write_str("/about"),
            Self::NotFound => f.write_str("/not-found"),
        }
    }
}

/// The decoded segments of a fragment's path, nothing where one cannot be decoded; and its query.
fn split(fragment: &str) -> (Option<Vec<String>>, &str) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
    (path.split('/').filter(|part| !part.is_empty()).map(percent::decode).collect(), query)
}

/// What follows `access` in the address of a pass.
fn pass(parts: &[&str]) -> Option<(ConnectionId, Option<CustomerId>)> {
    match parts {
        [connection] => Some((connection.parse().ok()?, None)),
        [connection, customer] => Some((connection.parse().ok()?, Some(customer.parse().ok()?))),
        _ => None,
    }
}

/// The view of a list; what is not understood of its options keeps its default.
fn activation(connection: ConnectionId, user: Option<UserName>, query: &str) -> Route {
    let mut images = ImageWish::default();
    let mut installation = None;
    let mut list_options = ListOptions::default();
    for pair in query.split('&') {
        match pair {
            "qr=true" => images.wanted = true,
            "format=mpower" => images.format = QrType::Mpower,
            _ => {
                let forms = [Installation::Ssms, Installation::Shift];
                installation =
                    forms.into_iter().find(|form| installation_pair(*form) == pair).or(installation);
                list_options.apply_query_pair(pair);
            }
        }
    }
    Route::Activation { connection, user, images, installation, list_options }
}

fn installation_pair(installation: Installation) -> &'static str {
    match installation {
        Installation::Ssms => "installation=ssms",
        Installation::Shift => "installation=shift",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_survives_print_and_parse() {
        for address in [
            "/",
            "/access/gym",
            "/access/gym/9007199254740993",
            "/activation/identity",
            "/activation/identity/anna%40example.org",
            "/activation/identity/a%2Fb%20%C3%BC?qr=true",
            "/activation/identity/a?format=mpower",
            "/activation/identity/a?qr=true&format=mpower",
            "/activation/identity/a?installation=shift&sort=code&show=valid,expired",
            "/activation/identity?qr=true&installation=ssms&show=none",
            "/connections/new",
            "/about",
        ] {
            let route = Route::parse(address);
            assert_ne!(route, Route::NotFound, "{address}");
            assert_eq!(route.to_string(), address);
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn the_first_stage_knows_the_same_passes() {
        for address in [
            "/access/gym",
            "#/access/gym/7",
            "access//gym/7/?x",
            "/access",
            "/access/gym/x",
            "/access/a/1/2",
            "/about",
            "",
        ] {
            let whole = match Route::parse(address) {
                Route::Access { connection, customer } => Some((connection, customer)),
                _ => None,
            };
            assert_eq!(Route::pass_of(address), whole, "{address}");
        }
    }

    #[test]
    fn list_options_are_the_same_view_and_options_are_not() {
        let plain = Route::parse("/activation/identity/a");
        assert_eq!(Route::parse("/activation/identity/a?sort=sent&show=expired").view(), plain);
        assert_eq!(Route::parse("/activation/identity/a?sort=x&show=&qr=maybe&installation=other"), plain);
        assert_ne!(Route::parse("/activation/identity/a?installation=shift").view(), plain);
    }

    #[test]
    fn an_address_nobody_wrote_is_not_found() {
        for address in
            ["/access", "/access/gym/abc", "/access/Gym/1", "/access/gym/1/2", "/x", "/activation/a/%zz"]
        {
            assert_eq!(Route::parse(address), Route::NotFound, "{address}");
        }
        assert_eq!(Route::parse(""), Route::Home);
        assert_eq!(Route::parse("#"), Route::Home);
    }
}
