//! The views of the app and their URLs. Routes are in the fragment, which is never sent to a server.

mod parse;

use std::fmt;

use crate::{
    activation_code::ListOptions,
    connection::Installation,
    ids::{ConnectionId, CustomerId, UserName},
    percent,
    remembered_passes::PassId,
    request::{ImageOptions, QrType},
};

/// A view and the parameters in its URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// List of connections.
    Home,
    /// Where the installed page starts: replaced by the home view at once, which may lead on.
    Start(Start),
    /// A customer's access code.
    Access {
        /// Connection to request it through.
        connection: ConnectionId,
        /// Customer; without one, the gateway identifies the person or the view asks for an id.
        customer: Option<CustomerId>,
    },
    /// The access codes of one customer after another, whose ids are typed into the view.
    Desk {
        /// Connection to request them through.
        connection: ConnectionId,
    },
    /// A user's activation codes.
    Activation {
        /// Connection to request them through.
        connection: ConnectionId,
        /// User; without one, the gateway identifies the person or the view asks for a name.
        user: Option<UserName>,
        /// Images to request.
        images: ImageOptions,
        /// Installation to use instead of the connection's.
        installation: Option<Installation>,
        /// Order and filter of the list. They are not part of the view's identity.
        list_options: ListOptions,
    },
    /// Form for a new connection.
    NewConnection,
    /// Version, licence and stored data.
    About,
    /// Any other URL.
    NotFound,
}

/// What the page was opened for, as the addresses of the manifest say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The icon itself.
    Page,
    /// The shortcut to the access code.
    AccessCode,
    /// The shortcut to the activation codes.
    ActivationCodes,
}

impl Route {
    /// Returns the activation codes of a connection, with default options.
    #[must_use]
    pub fn activation_list(connection: ConnectionId) -> Self {
        Self::Activation {
            connection,
            user: None,
            images: ImageOptions::default(),
            installation: None,
            list_options: ListOptions::default(),
        }
    }

    /// Returns the connection whose codes the view may show.
    #[must_use]
    pub fn connection(&self) -> Option<&ConnectionId> {
        match self {
            Self::Access { connection, .. }
            | Self::Desk { connection }
            | Self::Activation { connection, .. } => Some(connection),
            Self::Home | Self::Start(_) | Self::NewConnection | Self::About | Self::NotFound => None,
        }
    }

    /// Returns whether the view can show a person's codes: the URL names the customer or user, or they are
    /// typed into the view.
    #[must_use]
    pub fn can_show_codes(&self) -> bool {
        match self {
            Self::Desk { .. } => true,
            Self::Access { customer, .. } => customer.is_some(),
            Self::Activation { user, .. } => user.is_some(),
            Self::Home | Self::Start(_) | Self::NewConnection | Self::About | Self::NotFound => false,
        }
    }

    /// Returns the route without order and filter of the list. Between routes that are equal then, the view
    /// stays mounted.
    #[must_use]
    pub fn without_list_options(&self) -> Self {
        let mut route = self.clone();
        if let Self::Activation { list_options, .. } = &mut route {
            *list_options = ListOptions::default();
        }
        route
    }

    /// Returns the URL to link to: the route as a fragment.
    #[must_use]
    pub fn href(&self) -> String {
        ["#", &self.to_string()].concat()
    }
}

impl From<PassId> for Route {
    fn from(PassId { connection, customer }: PassId) -> Self {
        Self::Access { connection, customer }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/"),
            Self::Start(Start::Page) => f.write_str("/start"),
            Self::Start(Start::AccessCode) => f.write_str("/start/access"),
            Self::Start(Start::ActivationCodes) => f.write_str("/start/activation"),
            Self::Access { connection, customer: None } => write!(f, "/access/{connection}"),
            Self::Access { connection, customer: Some(customer) } => {
                write!(f, "/access/{connection}/{customer}")
            }
            Self::Desk { connection } => write!(f, "/desk/{connection}"),
            Self::Activation { connection, user, images, installation, list_options } => {
                write!(f, "/activation/{connection}")?;
                if let Some(user) = user {
                    write!(f, "/{}", percent::encode(&user.to_string()))?;
                }
                let options = [
                    images.is_included.then_some("qr=true"),
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

/// Returns the pair in the query that selects an installation.
fn installation_pair(installation: Installation) -> &'static str {
    match installation {
        Installation::Ssms => "installation=ssms",
        Installation::Shift => "installation=shift",
    }
}

#[cfg(test)]
mod tests;
