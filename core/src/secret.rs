//! Secret text that is not printed by accident.

use std::fmt;

use zeroize::Zeroizing;

/// Text that is zeroed when dropped and redacted in `Debug`.
///
/// It has no `Display` on purpose: only [`Secret::reveal`] returns the text, so every use is visible in the
/// source.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps a text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Returns the text, to encode, display, copy or send it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Changes the text, such as one that is written part by part.
    pub fn edit(&mut self, change: impl FnOnce(&mut String)) {
        change(&mut self.0);
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
