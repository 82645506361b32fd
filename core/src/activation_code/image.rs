//! The server's QR image, sent as base64 text (R-K8).

use zeroize::Zeroizing;

use super::PngHeader;
use crate::base64;

/// The most characters of base64, white space not counted.
const MAX_BASE64_CHARS: usize = 512 * 1024;

/// The server's QR image of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Image {
    /// No image was sent.
    Absent,
    /// Bytes with an acceptable PNG header. The rest is not checked yet.
    Png(PngBytes),
    /// The value is not an acceptable PNG (R-K8).
    Unusable,
}

/// The bytes of a PNG. `Debug` does not show them and dropping overwrites them, because the symbol is as
/// secret as the code.
#[derive(Clone, PartialEq, Eq)]
pub struct PngBytes {
    bytes: Zeroizing<Vec<u8>>,
    header: PngHeader,
}

impl std::fmt::Debug for PngBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PngBytes({} bytes)", self.bytes.len())
    }
}

impl PngBytes {
    /// Returns the bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the width in pixels that the header states, 1 to 2048.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.header.width()
    }

    /// Returns the height in pixels that the header states, 1 to 2048.
    #[must_use]
    pub fn height(&self) -> u16 {
        self.header.height()
    }
}

impl Image {
    /// Decodes `qrImage`. Also returns whether it has any other form than the documented
    /// `data:image/png;base64,…`. The first bytes decide whether it is a PNG, and not the media type.
    pub(super) fn decode(text: &str) -> (Self, bool) {
        let text = text.trim();
        if text.is_empty() {
            return (Self::Absent, true);
        }
        let payload = match text.split_once(',') {
            Some((prefix, rest)) if prefix.get(..5).is_some_and(|p| p.eq_ignore_ascii_case("data:")) => rest,
            _ => text,
        };
        if payload.bytes().filter(|b| !b.is_ascii_whitespace()).count() > MAX_BASE64_CHARS {
            return (Self::Unusable, true);
        }
        let Some(bytes) = base64::decode(payload).map(Zeroizing::new) else {
            return (Self::Unusable, true);
        };
        let Some(header) = PngHeader::parse(&bytes) else {
            return (Self::Unusable, true);
        };
        let is_plain_base64 = payload.len() % 4 == 0
            && !payload.bytes().any(|b| matches!(b, b'-' | b'_') || b.is_ascii_whitespace());
        let is_documented = is_plain_base64 && text.starts_with("data:image/png;base64,");
        (Self::Png(PngBytes { bytes, header }), !is_documented)
    }
}
