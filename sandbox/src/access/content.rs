//! The content of dynamic codes, in the kinds that the vendor's readers know.

use crate::random::Random;

/// The member `tenant` of [`ContentKind::JsonText`].
const STUDIO: &str = "latchkey-sandbox-studio";

/// A kind of code content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentKind {
    /// 19 digits, the first two `00`, like the vendor's example `0049267681211943991`.
    Digits,
    /// A JSON text with the members `uuid`, `customer_number` and `tenant`, about 110 bytes.
    JsonText,
}

impl ContentKind {
    /// Creates new content for a customer.
    #[must_use]
    pub fn mint(self, customer_id: i64, random: &mut Random) -> String {
        match self {
            Self::Digits => format!("00{}", random.digits(17)),
            Self::JsonText => {
                let uuid = random.uuid();
                format!(r#"{{"uuid":"{uuid}","customer_number":"1-{customer_id}","tenant":"{STUDIO}"}}"#)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_have_the_documented_sizes() {
        let mut random = Random::seeded(1);
        assert_eq!(ContentKind::Digits.mint(1, &mut random).len(), 19);
        assert!((105..=115).contains(&ContentKind::JsonText.mint(1236, &mut random).len()));
    }
}
