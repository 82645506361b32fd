//! Text that must never be printed by accident.

use std::fmt;

use zeroize::Zeroizing;

/// Secret text: overwritten when dropped, and redacted in `Debug`.
///
/// There is no `Display` on purpose; [`Secret::reveal`] is the one visible way to the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself: for the encoder, the screen, the clipboard and the request header.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_text() {
        assert_eq!(format!("{:?}", Secret::new("0049267681211943991".into())), "Secret(…)");
    }
}
