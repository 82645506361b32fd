//! The gate in front of every PNG: its header, read before anything is decoded or allocated.
//!
//! Own code because the `png` crate's reader needs its whole decoder (inflate included) to read these 33
//! bytes.

use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

/// PNG's checksum, without a table, which would be larger than the rest of the gate.
const CRC: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);
/// The first eight bytes of every PNG.
const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What every PNG continues with: a chunk of 13 bytes, the header.
const FIRST_CHUNK: &[u8] = b"\0\0\0\x0dIHDR";
/// Pixels along one side.
const MOST_SIDE: u16 = 2048;
/// Bytes of the decoded picture at four to a pixel, the most that any colour type takes with eight bits a
/// channel.
const MOST_BYTES: u32 = 16 * 1024 * 1024;

// The limit of the sides is also the limit of the memory, so that there is one comparison and not two.
const _: () = assert!(MOST_SIDE as u32 * MOST_SIDE as u32 * 4 <= MOST_BYTES);

/// What the header of an acceptable PNG says.
///
/// Nothing else of the image has been looked at: whoever decodes it may still find it broken, but knows
/// beforehand how many pixels there can be at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PngHeader {
    width: u16,
    height: u16,
}

impl PngHeader {
    /// Reads the header from the first 33 bytes of an image; nothing unless it is one that may be decoded: 1
    /// to 2048 pixels each way, at most eight bits a channel, in a combination that the standard has.
    ///
    /// The check sum is compared as well. That costs a hundred shifts, and a header with a flipped bit is
    /// found here instead of in a decoder.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let chunk = bytes.strip_prefix(MAGIC)?;
        let (fields, rest) = chunk.strip_prefix(FIRST_CHUNK)?.split_first_chunk::<13>()?;
        let (sum, _) = rest.split_first_chunk()?;
        let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, compression, filter, interlace] = *fields;
        let acceptable = is_combination(colour, depth)
            && compression == 0
            && filter == 0
            && interlace <= 1
            // The sum covers the name of the chunk as well as its fields.
            && check_sum(fields) == u32::from_be_bytes(*sum);
        if !acceptable {
            return None;
        }
        Some(Self { width: side([w0, w1, w2, w3])?, height: side([h0, h1, h2, h3])? })
    }

    /// Pixels from left to right, 1 to 2048.
    #[must_use]
    pub fn width(self) -> u16 {
        self.width
    }

    /// Pixels from top to bottom, 1 to 2048.
    #[must_use]
    pub fn height(self) -> u16 {
        self.height
    }
}

fn side(bytes: [u8; 4]) -> Option<u16> {
    u16::try_from(u32::from_be_bytes(bytes)).ok().filter(|side| (1..=MOST_SIDE).contains(side))
}

/// The combinations of colour type and bits a channel that the standard has (PNG, 11.2.2), without those of
/// sixteen bits, which no symbol of two colours needs.
fn is_combination(colour: u8, depth: u8) -> bool {
    match colour {
        // Grey, and colours out of a palette.
        0 | 3 => matches!(depth, 1 | 2 | 4 | 8),
        // Colours, grey with alpha, colours with alpha.
        2 | 4 | 6 => depth == 8,
        _ => false,
    }
}

/// The checksum of the header's chunk: over its name and its fields.
fn check_sum(fields: &[u8]) -> u32 {
    let mut digest = CRC.digest();
    digest.update(b"IHDR");
    digest.update(fields);
    digest.finalize()
}

#[cfg(test)]
mod tests;
