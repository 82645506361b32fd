//! The modules of a symbol.

use qrcode::Version;

use crate::QUIET_ZONE;

/// A QR Code symbol: a square of dark and light modules, without the quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub struct Symbol {
    side: u8,
    dark: Vec<bool>,
}

impl Symbol {
    /// Creates a symbol of its modules, row by row from the top left, `true` for a dark one. Returns `None`
    /// unless `side` is one of 21, 25, … 177 and there are `side * side` modules.
    #[must_use]
    pub fn from_modules(side: u8, dark: Vec<bool>) -> Option<Self> {
        let has_all_modules = dark.len() == usize::from(side) * usize::from(side);
        (has_all_modules && is_side(side)).then_some(Self { side, dark })
    }

    /// Returns the number of modules along one side, 21 to 177.
    #[must_use]
    pub fn side(&self) -> u8 {
        self.side
    }

    /// Returns the rows from top to bottom, each from left to right, `true` for a dark module.
    pub fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks_exact(usize::from(self.side))
    }

    /// Returns whether the module in column `x` and row `y` is dark. Modules outside the symbol are light.
    #[must_use]
    pub fn is_dark(&self, x: u8, y: u8) -> bool {
        x < self.side
            && self.dark.get(usize::from(y) * usize::from(self.side) + usize::from(x)) == Some(&true)
    }

    /// Returns the version, 1 to 40, as a type of `qrcode`.
    pub(crate) fn version(&self) -> Version {
        Version::Normal(i16::from((self.side - 17) / 4))
    }

    /// Returns the number of modules along one side with the quiet zone, 29 to 185.
    pub(crate) fn side_with_quiet_zone(&self) -> u16 {
        u16::from(self.side) + 2 * u16::from(QUIET_ZONE)
    }

    /// Returns the width of a module in an image file, in pixels: the most that keeps the image within a
    /// thousand pixels, but at least eight. With fewer, the modules of the largest symbols would not be
    /// printed clearly.
    pub(crate) fn pixels_per_module(&self) -> u16 {
        (1000 / self.side_with_quiet_zone()).max(8)
    }
}

impl std::fmt::Debug for Symbol {
    /// Shows only the size, because the message is often a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Symbol({0} x {0})", self.side)
    }
}

/// Returns whether the standard has symbols with this number of modules along one side.
pub(crate) fn is_side(side: u8) -> bool {
    (21..=177).contains(&side) && side % 4 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sizes_of_the_standard_are_symbols() {
        assert!(Symbol::from_modules(21, vec![false; 21 * 21]).is_some());
        assert!(Symbol::from_modules(177, vec![false; 177 * 177]).is_some());
        for side in [0, 17, 20, 22, 23, 24, 181] {
            let modules = vec![false; usize::from(side) * usize::from(side)];
            assert!(Symbol::from_modules(side, modules).is_none(), "{side}");
        }
        assert!(Symbol::from_modules(21, vec![false; 440]).is_none());
    }

    #[test]
    fn debug_never_shows_the_modules() {
        let symbol = Symbol::from_modules(21, vec![true; 441]).expect("a symbol's size");
        assert_eq!(format!("{symbol:?}"), "Symbol(21 x 21)");
    }
}
