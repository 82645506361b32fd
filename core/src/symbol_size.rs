//! The display size of a QR symbol.

/// Largest side of a symbol that fits into a card, in modules: each module still has two pixels.
const MAX_CARD_MODULES: u8 = 89;

/// Returns whether a symbol with `side` modules along each side is too large for a card.
#[must_use]
pub fn is_larger_than_card(side: u8) -> bool {
    side > MAX_CARD_MODULES
}
