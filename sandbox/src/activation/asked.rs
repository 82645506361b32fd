//! What a list call asks for.

use crate::moment::Moment;

/// One call for the codes of a user.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The user, as the table spells the name.
    pub user: &'static str,
    /// Which images are wanted.
    pub images: Images,
    /// When the sandbox was started or reset: most ends count from here.
    pub started: Moment,
    /// When this user was first asked for.
    pub first_seen: Moment,
    /// How often this user's codes had been asked for before.
    pub before: u32,
}

/// The images an answer brings, from `qrCode` and `responseQrType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Images {
    /// No `qrImage` at all.
    None,
    /// Symbols that carry the bare code.
    Normal,
    /// Symbols that carry the sandbox's invented payload.
    Mpower,
}

impl Images {
    /// Only the literal `true` asks for images; only the literal `normal` for bare codes.
    #[must_use]
    pub fn of(query: Option<&str>) -> Self {
        let value = |name: &str| {
            query?
                .split('&')
                .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
                .map(|(_, v)| v)
        };
        match (value("qrCode"), value("responseQrType")) {
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
    fn both_parameters_decide() {
        assert_eq!(Images::of(Some("responseQrType=mpower&qrCode=true")), Images::Mpower);
        assert_eq!(Images::of(Some("qrCode=true&responseQrType=normal")), Images::Normal);
        assert_eq!(Images::of(Some("qrCode=true")), Images::Mpower);
        assert_eq!(Images::of(Some("responseQrType=mpower&qrCode=false")), Images::None);
        assert_eq!(Images::of(Some("qrCode=TRUE")), Images::None);
        assert_eq!(Images::of(None), Images::None);
    }
}
