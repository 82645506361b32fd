//! An activation code on the server.

/// An activation code of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivationCode {
    /// The code that the user types.
    pub value: String,
    /// The end of validity.
    pub expiry: Expiry,
    /// Whether lists mask the code, since it was created with `secret: true`.
    pub is_secret: bool,
}

/// The end of validity of a code, in the formats that lists use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Epoch seconds.
    At(i64),
    /// No end, with the field left out.
    Absent,
    /// No end, as an empty text.
    Empty,
    /// No end, as `"0"`.
    Zero,
}

impl ActivationCode {
    /// Creates a code that is not secret.
    #[must_use]
    pub fn new(value: impl Into<String>, expiry: Expiry) -> Self {
        Self { value: value.into(), expiry, is_secret: false }
    }

    /// Returns the value in lists: `***` for a secret code.
    #[must_use]
    pub fn listed_value(&self) -> &str {
        if self.is_secret { "***" } else { &self.value }
    }
}

impl Expiry {
    /// Returns the text of `activationNotAfter`.
    #[must_use]
    pub fn text(self) -> Option<String> {
        match self {
            Self::At(seconds) => Some(seconds.to_string()),
            Self::Absent => None,
            Self::Empty => Some(String::new()),
            Self::Zero => Some("0".to_owned()),
        }
    }
}
