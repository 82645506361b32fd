/// The characters of alphanumeric segments in the order of their values (ISO/IEC 18004, table 5).
pub(super) const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// How the characters of a segment are written.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    /// Three digits in ten bits.
    Numeric,
    /// Two of [`ALPHANUMERIC`] in eleven bits.
    Alphanumeric,
    /// Each byte in eight bits.
    Bytes,
}

impl Mode {
    /// The four bits with which a segment of this mode begins (table 2).
    pub(super) fn indicator(self) -> u32 {
        match self {
            Self::Numeric => 0b0001,
            Self::Alphanumeric => 0b0010,
            Self::Bytes => 0b0100,
        }
    }

    /// The bits of the number of characters in a symbol of `side` modules (table 3).
    pub(super) fn count_bits(self, side: u8) -> u32 {
        let [small, medium, large] = match self {
            Self::Numeric => [10, 12, 14],
            Self::Alphanumeric => [9, 11, 13],
            Self::Bytes => [8, 16, 16],
        };
        // Up to version 9, up to version 26, and beyond.
        match side {
            ..=53 => small,
            54..=121 => medium,
            _ => large,
        }
    }
}
