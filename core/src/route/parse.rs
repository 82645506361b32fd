use super::{Route, Start, installation_pair};
use crate::{
    activation_code::ListOptions,
    connection::Installation,
    ids::{ConnectionId, CustomerId, UserName},
    percent,
    request::{ImageOptions, QrType},
};

impl Route {
    /// Parses a fragment, with or without `#`. Never fails: an unknown URL is [`Route::NotFound`].
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let (segments, query) = split(fragment);
        let segments: Option<Vec<&str>> =
            segments.as_ref().map(|segments| segments.iter().map(String::as_str).collect());
        segments.and_then(|segments| Self::from_parts(&segments, query)).unwrap_or(Self::NotFound)
    }

    /// Parses the fragment of a pass: the connection, and the customer if there is one. Stage one knows no
    /// other views.
    #[must_use]
    pub fn parse_pass(fragment: &str) -> Option<(ConnectionId, Option<CustomerId>)> {
        let (segments, _) = split(fragment);
        let segments = segments?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            ["access", rest @ ..] => parse_pass_segments(rest),
            _ => None,
        }
    }

    fn from_parts(segments: &[&str], query: &str) -> Option<Self> {
        match segments {
            [] => Some(Self::Home),
            ["start"] => Some(Self::Start(Start::Page)),
            ["start", "access"] => Some(Self::Start(Start::AccessCode)),
            ["start", "activation"] => Some(Self::Start(Start::ActivationCodes)),
            ["access", rest @ ..] => {
                let (connection, customer) = parse_pass_segments(rest)?;
                Some(Self::Access { connection, customer })
            }
            ["desk", connection] => Some(Self::Desk { connection: connection.parse().ok()? }),
            ["activation", connection] => Some(parse_activation(connection.parse().ok()?, None, query)),
            ["activation", connection, user] => {
                Some(parse_activation(connection.parse().ok()?, Some(user.parse().ok()?), query))
            }
            ["connections", "new"] => Some(Self::NewConnection),
            ["about"] => Some(Self::About),
            _ => None,
        }
    }
}

/// Splits a fragment into the decoded segments of its path, `None` if one cannot be decoded, and its query.
fn split(fragment: &str) -> (Option<Vec<String>>, &str) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
    (path.split('/').filter(|segment| !segment.is_empty()).map(percent::decode).collect(), query)
}

/// Parses the segments after `access`.
fn parse_pass_segments(segments: &[&str]) -> Option<(ConnectionId, Option<CustomerId>)> {
    match segments {
        [connection] => Some((connection.parse().ok()?, None)),
        [connection, customer] => Some((connection.parse().ok()?, Some(CustomerId::from_digits(customer)?))),
        _ => None,
    }
}

/// Parses the query of a list. An unknown option keeps its default.
fn parse_activation(connection: ConnectionId, user: Option<UserName>, query: &str) -> Route {
    let mut images = ImageOptions::default();
    let mut installation = None;
    let mut list_options = ListOptions::default();
    for pair in query.split('&') {
        match pair {
            "qr=true" => images.is_included = true,
            "format=mpower" => images.format = QrType::Mpower,
            _ => {
                let selected = [Installation::Ssms, Installation::Shift]
                    .into_iter()
                    .find(|installation| installation_pair(*installation) == pair);
                installation = selected.or(installation);
                list_options.apply_query_pair(pair);
            }
        }
    }
    Route::Activation { connection, user, images, installation, list_options }
}
