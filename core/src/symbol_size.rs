//! How large a QR symbol is shown.

/// The most modules along a side with which a symbol fits a card; each still has two pixels then.
const MAX_CARD_SIDE: u8 = 89;

/// Whether a symbol with `side` modules along a side needs more room than a card has.
#[must_use]
pub fn is_larger_than_card(side: u8) -> bool {
    side > MAX_CARD_SIDE
}
