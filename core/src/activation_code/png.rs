//! Checks the header of a PNG before anything is decoded or allocated.
//!
//! The `png` crate would bring its whole decoder, inflate included, to parse these 33 bytes.

use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

/// PNG's checksum. A table would be larger than the rest of this module.
const CRC: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);
/// The first eight bytes of every PNG.
const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The length and the name of the first chunk, the header of 13 bytes.
const FIRST_CHUNK: &[u8] = b"\0\0\0\x0dIHDR";
/// The largest width and height.
const MAX_SIDE_PX: u16 = 2048;
/// The most bytes of a decoded image. No colour type takes more than four bytes a pixel with eight bits a
/// channel.
const MAX_DECODED_BYTES: u32 = 16 * 1024 * 1024;

// Checking the sides is enough to limit the memory.
const _: () = assert!(MAX_SIDE_PX as u32 * MAX_SIDE_PX as u32 * 4 <= MAX_DECODED_BYTES);

/// The header of an acceptable PNG, which limits the number of pixels. The rest of the image is not checked
/// and may still turn out to be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PngHeader {
    width: u16,
    height: u16,
}

impl PngHeader {
    /// Parses the header from the first 33 bytes of an image. Returns `None` unless the image has 1 to 2048
    /// pixels each way, at most eight bits a channel, a valid combination of colour type and bit depth, and a
    /// header with the right checksum.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let chunk = bytes.strip_prefix(MAGIC)?;
        let (fields, rest) = chunk.strip_prefix(FIRST_CHUNK)?.split_first_chunk::<13>()?;
        let (checksum, _) = rest.split_first_chunk()?;
        let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, compression, filter, interlace] = *fields;
        let is_acceptable = is_valid_combination(colour, depth)
            && compression == 0
            && filter == 0
            && interlace <= 1
            && header_checksum(fields) == u32::from_be_bytes(*checksum);
        if !is_acceptable {
            return None;
        }
        Some(Self { width: parse_side([w0, w1, w2, w3])?, height: parse_side([h0, h1, h2, h3])? })
    }

    /// Returns the width in pixels, 1 to 2048.
    #[must_use]
    pub fn width(self) -> u16 {
        self.width
    }

    /// Returns the height in pixels, 1 to 2048.
    #[must_use]
    pub fn height(self) -> u16 {
        self.height
    }
}

fn parse_side(bytes: [u8; 4]) -> Option<u16> {
    u16::try_from(u32::from_be_bytes(bytes)).ok().filter(|side| (1..=MAX_SIDE_PX).contains(side))
}

/// Returns whether the standard has this combination of colour type and bits a channel (PNG, 11.2.2). Sixteen
/// bits are left out, because a symbol of two colours does not need them.
fn is_valid_combination(colour: u8, depth: u8) -> bool {
    match colour {
        // Greyscale, and palette.
        0 | 3 => matches!(depth, 1 | 2 | 4 | 8),
        // RGB, greyscale with alpha, RGB with alpha.
        2 | 4 | 6 => depth == 8,
        _ => false,
    }
}

/// Computes the checksum of the header's chunk, which covers its name and its fields.
fn header_checksum(fields: &[u8]) -> u32 {
    let mut digest = CRC.digest();
    digest.update(b"IHDR");
    digest.update(fields);
    digest.finalize()
}

#[cfg(test)]
mod tests;
