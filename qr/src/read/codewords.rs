//! Reads the codewords of a symbol and checks them against their error correction.

use qrcode::{EcLevel, Version, bits::Bits, ec::construct_codewords};

use super::{
    ReadError,
    patterns::{Format, Purpose, format, purpose},
};
use crate::{Symbol, mask::inverts, structure::zigzag};

/// Reads the data codewords in the order of the message. Fails if any block has an error, or if a remainder
/// bit is set.
pub(super) fn read_data(symbol: &Symbol) -> Result<Vec<u8>, ReadError> {
    let Format { level, mask } = format(symbol)?;
    let bits = unmasked_bits(symbol, mask);
    let (octets, remainder) = bits.as_chunks::<8>();
    let octet = |bits: &[bool; 8]| bits.iter().fold(0, |octet, bit| octet << 1 | u8::from(*bit));
    let sequence: Vec<u8> = octets.iter().map(octet).collect();
    let data = checked_data(&sequence, symbol.version(), level).ok_or(ReadError::Codewords)?;
    if remainder.contains(&true) { Err(ReadError::RemainderBits) } else { Ok(data) }
}

/// Returns the bits of all codewords and the remainder bits, in the order in which they are placed.
fn unmasked_bits(symbol: &Symbol, mask: u8) -> Vec<bool> {
    let side = symbol.side();
    let mut bits = Vec::with_capacity(usize::from(side) * usize::from(side));
    zigzag(side, |x, y| {
        if matches!(purpose(side, x, y), Purpose::Data) {
            bits.push(symbol.is_dark(x, y) ^ inverts(mask, x, y));
        }
    });
    bits
}

/// Returns the data codewords in the order of the message, or `None` if a block has an error. A block has no
/// error if and only if encoding its data again gives the same codewords.
fn checked_data(sequence: &[u8], version: Version, level: EcLevel) -> Option<Vec<u8>> {
    let data = deinterleaved(sequence, version, level)?;
    let (mut encoded, correction) = construct_codewords(&data, version, level).ok()?;
    encoded.extend(correction);
    (encoded == sequence).then_some(data)
}

/// Returns the data codewords in the order of the message (7.6).
///
/// `qrcode` does not publish its tables of blocks, but it interleaves any bytes. So the positions of the
/// codewords are interleaved in place of the codewords, first their low bytes and then their high bytes.
fn deinterleaved(sequence: &[u8], version: Version, level: EcLevel) -> Option<Vec<u8>> {
    let codewords = u16::try_from(Bits::new(version).max_len(level).ok()? / 8).ok()?;
    let interleaved = |positions: Vec<u8>| construct_codewords(&positions, version, level).ok();
    let (low, _) = interleaved((0..codewords).map(|position| position.to_be_bytes()[1]).collect())?;
    let (high, _) = interleaved((0..codewords).map(|position| position.to_be_bytes()[0]).collect())?;
    let mut data = vec![0; usize::from(codewords)];
    for ((high, low), codeword) in high.into_iter().zip(low).zip(sequence) {
        *data.get_mut(usize::from(u16::from_be_bytes([high, low])))? = *codeword;
    }
    Some(data)
}
