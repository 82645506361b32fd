/// How a file is saved, as far as it matters to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    /// UTF-8 that begins with a byte order mark.
    Utf8WithMark,
    Utf16,
    /// Bytes that the page cannot decode without loss.
    Other,
}

impl Encoding {
    /// Returns the encoding of a file. `text` is what the page decodes it to.
    pub(crate) fn of(bytes: &[u8], text: &str) -> Self {
        match str::from_utf8(bytes) {
            Ok(same) if same == text && text.starts_with('\u{feff}') => Self::Utf8WithMark,
            Ok(same) if same == text => Self::Utf8,
            _ if text.contains(char::REPLACEMENT_CHARACTER) => Self::Other,
            _ => Self::Utf16,
        }
    }

    /// Says what the encoding means for the page.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Utf8 => "The file is UTF-8.",
            Self::Utf8WithMark => "The file begins with a byte order mark, which the page ignores.",
            Self::Utf16 => {
                "The file is UTF-16. The page reads it, but shows a pass earlier if it is saved as UTF-8."
            }
            Self::Other => {
                "The file is neither UTF-8 nor UTF-16, so the page loses umlauts and the like. Save it as UTF-8."
            }
        }
    }
}
