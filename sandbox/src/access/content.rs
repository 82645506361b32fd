//! The kinds of content the vendor's readers know, made up.

use crate::random::Random;

/// What a minted code looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// 19 digits that begin with `00`, like the vendor's example `0049267681211943991`.
    Digits,
    /// A JSON text with the members `uuid`, `customer_number` and `tenant`, about 110 bytes.
    JsonText,
}

impl Content {
    /// New content for a customer.
    #[must_use]
    pub fn mint(self, customer: i64, random: &mut Random) -> String {
        match self {
            Self::Digits => format!("00{}", random.digits(17)),
            Self::JsonText => {
                let uuid = random.uuid();
                format!(
                    r#"{{"uuid":"{uuid}","customer_number":"1-{customer}","tenant":"latchkey-sandbox-studio"}}"#
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_the_documented_ones() {
        let mut random = Random::seeded(1);
        assert_eq!(Content::Digits.mint(1, &mut random).len(), 19);
        assert!((105..=115).contains(&Content::JsonText.mint(1236, &mut random).len()));
    }
}
