//! The server's QR image as text (R-K8).

use zeroize::Zeroizing;

use super::PngHeader;
use crate::base64;

/// Characters of base64, white space not counted.
const MOST: usize = 512 * 1024;

/// The server's QR image of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Image {
    /// None was sent.
    Absent,
    /// Bytes that begin like a PNG and state a size within the limits; not yet trusted further.
    Png(PngBytes),
    /// Something was sent that is no acceptable PNG (R-K8).
    Unusable,
}

/// Bytes of a PNG, kept out of `Debug` and overwritten when dropped: the symbol is as secret as the code.
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
    /// The bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    /// Pixels from left to right as the header states them, 1 to 2048.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.header.width()
    }

    /// Pixels from top to bottom as the header states them, 1 to 2048.
    #[must_use]
    pub fn height(&self) -> u16 {
        self.header.height()
    }
}

impl Image {
    /// Reads `qrImage`, and says whether it is anything but the documented `data:image/png;base64,…`.
    ///
    /// What a prefix claims counts for nothing, the first bytes decide.
    pub(super) fn read(text: &str) -> (Self, bool) {
        let text = text.trim();
        if text.is_empty() {
            return (Self::Absent, true);
        }
        let payload = match text.split_once(',') {
            Some((prefix, rest)) if prefix.get(..5).is_some_and(|p| p.eq_ignore_ascii_case("data:")) => rest,
            _ => text,
        };
        if payload.bytes().filter(|b| !b.is_ascii_whitespace()).count() > MOST {
            return (Self::Unusable, true);
        }
        let Some(bytes) = base64::decode(payload).map(Zeroizing::new) else {
            return (Self::Unusable, true);
        };
        let Some(header) = PngHeader::read(&bytes) else {
            return (Self::Unusable, true);
        };
        let plain = payload.len() % 4 == 0
            && !payload.bytes().any(|b| matches!(b, b'-' | b'_') || b.is_ascii_whitespace());
        let documented = plain && text.starts_with("data:image/png;base64,");
        (Self::Png(PngBytes { bytes, header }), !documented)
    }
}
