//! Encodes a text as the codewords of a symbol. Mode and version are chosen here; `qrcode` writes the bits
//! and computes the error correction.

use qrcode::{EcLevel, Version, bits::Bits, ec::construct_codewords, types::Mode};

use crate::ALPHANUMERIC;

/// The version and the codewords of a symbol, in the order in which they are placed.
pub(super) struct Codewords {
    /// The number of modules along one side of the symbol, 21 to 177.
    pub(super) side: u8,
    /// The data codewords followed by the error correction codewords, both interleaved by block (7.6).
    pub(super) sequence: Vec<u8>,
}

/// Encodes a text in one segment, in the smallest version that has room for it at this level. Returns `None`
/// if there is no such version.
pub(super) fn encode_codewords(text: &[u8], level: EcLevel) -> Option<Codewords> {
    let mode = narrowest_mode(text);
    let version = (1..=40).map(Version::Normal).find(|version| {
        let length =
            version.mode_bits_count() + mode.length_bits_count(*version) + mode.data_bits_count(text.len());
        Bits::new(*version).max_len(level).is_ok_and(|room| length <= room)
    })?;
    let mut bits = Bits::new(version);
    match mode {
        Mode::Numeric => bits.push_numeric_data(text),
        Mode::Alphanumeric => bits.push_alphanumeric_data(text),
        Mode::Byte | Mode::Kanji => bits.push_byte_data(text),
    }
    .ok()?;
    bits.push_terminator(level).ok()?;
    let (mut sequence, correction) = construct_codewords(&bits.into_bytes(), version, level).ok()?;
    sequence.extend(correction);
    Some(Codewords { side: u8::try_from(version.width()).ok()?, sequence })
}

/// Returns the mode with the fewest bits a character that can encode the text. Kanji is never used, because
/// its bytes are Shift JIS and the text is UTF-8.
fn narrowest_mode(text: &[u8]) -> Mode {
    if text.iter().all(u8::is_ascii_digit) {
        Mode::Numeric
    } else if text.iter().all(|byte| ALPHANUMERIC.contains(byte)) {
        Mode::Alphanumeric
    } else {
        Mode::Byte
    }
}
