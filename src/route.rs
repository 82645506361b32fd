//! The views of the app and their addresses. Routes live in the fragment, which never reaches a server.

use std::fmt;

use latchkey_core::{
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
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let parts: Option<Vec<String>> =
            path.split('/').filter(|part| !part.is_empty()).map(percent::decode).collect();
        let parts = parts.unwrap_or_else(|| vec![String::new()]);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        Self::of(&parts, query).unwrap_or(Self::NotFound)
    }

    fn of(parts: &[&str], query: &str) -> Option<Self> {
        match parts {
            [] => Some(Self::Home),
            ["access", connection] => {
                Some(Self::Access { connection: connection.parse().ok()?, customer: None })
            }
            ["access", connection, customer] => Some(Self::Access {
                connection: connection.parse().ok()?,
                customer: Some(customer.parse().ok()?),
            }),
            ["activation", connection] => Some(Self::Activation {
                connection: connection.parse().ok()?,
                user: None,
                images: images(query),
            }),
            ["activation", connection, user] => Some(Self::Activation {
                connection: connection.parse().ok()?,
                user: Some(user.parse().ok()?),
                images: images(query),
            }),
            ["connections", "new"] => Some(Self::NewConnection),
            ["about"] => Some(Self::About),
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

    /// The address to link to.
    #[must_use]
    pub fn href(&self) -> String {
        ["#", &self.to_string()].concat()
    }
}

impl Route {
    /// Goes there, as if its link had been followed.
    pub fn visit(&self) {
        // The browser refuses no fragment.
        let _ = leptos::prelude::window().location().set_hash(&self.href());
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
            Self::Activation { connection, user, images } => {
                write!(f, "/activation/{connection}")?;
                if let Some(user) = user {
                    write!(f, "/{}", percent::encode(&user.to_string()))?;
                }
                match (images.wanted, images.format) {
                    (false, QrType::Normal) => Ok(()),
                    (true, QrType::Normal) => f.write_str("?qr=true"),
                    (false, QrType::Mpower) => f.write_str("?format=mpower"),
                    (true, QrType::Mpower) => f.write_str("?qr=true&format=mpower"),
                }
            }
            Self::NewConnection => f.write_str("/connections/new"),
            Self::About => f.write_str("/about"),
            Self::NotFound => f.write_str("/not-found"),
        }
    }
}

/// The options of a list's address; what is not understood keeps its default.
fn images(query: &str) -> ImageWish {
    let mut images = ImageWish::default();
    for pair in query.split('&') {
        match pair {
            "qr=true" => images.wanted = true,
            "format=mpower" => images.format = QrType::Mpower,
            _ => {}
        }
    }
    images
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
