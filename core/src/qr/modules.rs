/// The square of dark and light modules of one QR symbol, without quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub struct Modules {
    side: u8,
    dark: Vec<bool>,
}

impl Modules {
    /// Modules row by row from the top left; `None` unless the side is one of 21, 25, … 177 and fits.
    #[must_use]
    pub fn new(side: u8, dark: Vec<bool>) -> Option<Self> {
        let fits = dark.len() == usize::from(side) * usize::from(side);
        (fits && (21..=177).contains(&side) && side % 4 == 1).then_some(Self { side, dark })
    }

    /// Modules along one side, 21 to 177.
    #[must_use]
    pub fn side(&self) -> u8 {
        self.side
    }

    /// Whether it has so many modules that they need more room than a card has.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.side > 89
    }

    /// Rows from top to bottom, `true` for a dark module.
    pub fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks_exact(usize::from(self.side))
    }

    /// Whether the module `x` to the right of and `y` below the upper left one is dark; outside all is light.
    pub(super) fn is_dark(&self, x: u8, y: u8) -> bool {
        x < self.side
            && self.dark.get(usize::from(y) * usize::from(self.side) + usize::from(x)) == Some(&true)
    }
}

impl std::fmt::Debug for Modules {
    /// The modules spell the secret, so only the size is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Modules({0} x {0})", self.side)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sizes_of_the_standard_are_symbols() {
        assert!(Modules::new(21, vec![false; 21 * 21]).is_some());
        assert!(Modules::new(177, vec![false; 177 * 177]).is_some());
        for side in [0, 17, 20, 22, 23, 24, 181] {
            assert!(
                Modules::new(side, vec![false; usize::from(side) * usize::from(side)]).is_none(),
                "{side}"
            );
        }
        assert!(Modules::new(21, vec![false; 440]).is_none());
    }

    #[test]
    fn debug_never_shows_the_modules() {
        let modules = Modules::new(21, vec![true; 441]).expect("a symbol's size");
        assert_eq!(format!("{modules:?}"), "Modules(21 x 21)");
    }
}
