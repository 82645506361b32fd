//! An activation code as the server knows it.

/// One code of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What the user types.
    pub value: String,
    /// When it ends.
    pub end: End,
    /// Created with `secret: true`: lists do not show it.
    pub hidden: bool,
}

/// The end of a code, in the ways a list may spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Epoch seconds, written as text.
    At(i64),
    /// No end, the field left out.
    Absent,
    /// No end, written as empty text.
    Blank,
    /// No end, written as `"0"`.
    Zero,
}

impl Code {
    /// A code that lists show.
    #[must_use]
    pub fn new(value: impl Into<String>, end: End) -> Self {
        Self { value: value.into(), end, hidden: false }
    }

    /// The value as a list shows it.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.hidden { "***" } else { &self.value }
    }
}

impl End {
    /// The text of `activationNotAfter`.
    #[must_use]
    pub fn text(self) -> Option<String> {
        match self {
            Self::At(seconds) => Some(seconds.to_string()),
            Self::Absent => None,
            Self::Blank => Some(String::new()),
            Self::Zero => Some("0".to_owned()),
        }
    }
}
