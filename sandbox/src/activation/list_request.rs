//! A list request of the activation code API.

use crate::moment::Moment;

/// A request for the codes of a user.
#[derive(Clone, Copy, Debug)]
pub struct ListRequest {
    /// The user name.
    pub user: &'static str,
    /// The requested images.
    pub images: ImageKind,
    /// The time of the sandbox's start or last reset, relative to which most codes expire.
    pub started: Moment,
    /// The earlier requests for this user.
    pub history: RequestHistory,
}

/// The earlier list requests for a user, since the sandbox's start or last reset.
#[derive(Clone, Copy, Debug)]
pub struct RequestHistory {
    /// The time of the first request, which may be the current one.
    pub first: Moment,
    /// Number of requests before the current one.
    pub count: u32,
}

/// The images of a response, from the parameters `qrCode` and `responseQrType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageKind {
    /// No images.
    None,
    /// QR symbols of the bare code.
    Normal,
    /// QR symbols of the sandbox's invented `mpower` payload.
    Mpower,
}

impl ImageKind {
    /// Parses a query. Images are included only for the literal `qrCode=true`, and are [`ImageKind::Mpower`]
    /// unless `responseQrType` is `normal`.
    #[must_use]
    pub fn from_query(query: Option<&str>) -> Self {
        let value_of = |name: &str| {
            query?
                .split('&')
                .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
                .map(|(_, value)| value)
        };
        match (value_of("qrCode"), value_of("responseQrType")) {
            (Some("true"), Some("normal")) => Self::Normal,
            (Some("true"), _) => Self::Mpower,
            (_, _) => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parameters_determine_the_image() {
        assert_eq!(ImageKind::from_query(Some("responseQrType=mpower&qrCode=true")), ImageKind::Mpower);
        assert_eq!(ImageKind::from_query(Some("qrCode=true&responseQrType=normal")), ImageKind::Normal);
        assert_eq!(ImageKind::from_query(Some("qrCode=true")), ImageKind::Mpower);
        assert_eq!(ImageKind::from_query(Some("responseQrType=mpower&qrCode=false")), ImageKind::None);
        assert_eq!(ImageKind::from_query(Some("qrCode=TRUE")), ImageKind::None);
        assert_eq!(ImageKind::from_query(None), ImageKind::None);
    }
}
