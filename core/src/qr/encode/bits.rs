//! The text as codewords of data: one segment, a terminator and padding.

use zeroize::Zeroizing;

use crate::qr::mode::{ALPHANUMERIC, Mode};

/// The narrowest mode that has all characters of the text.
pub(super) fn mode(text: &[u8]) -> Mode {
    if text.iter().all(u8::is_ascii_digit) {
        Mode::Numeric
    } else if text.iter().all(|byte| ALPHANUMERIC.contains(byte)) {
        Mode::Alphanumeric
    } else {
        Mode::Bytes
    }
}

/// The bits of a segment with so many bytes in a symbol of `side` modules, without a terminator.
pub(super) fn length(mode: Mode, bytes: usize, side: u8) -> usize {
    let characters = match mode {
        Mode::Numeric => (10 * bytes).div_ceil(3),
        Mode::Alphanumeric => (11 * bytes).div_ceil(2),
        Mode::Bytes => 8 * bytes,
    };
    4 + usize::from(mode.count_bits(side).to_le_bytes()[0]) + characters
}

/// The codewords of data, `codewords` in number, of a segment that fits into them (ISO/IEC 18004, 7.4).
pub(super) fn codewords(mode: Mode, text: &[u8], side: u8, codewords: usize) -> Zeroizing<Vec<u8>> {
    // The terminator may need a codeword too many for a moment; the buffer never moves and leaves no copy behind.
    let octets = Zeroizing::new(Vec::with_capacity(codewords + 1));
    let mut bits = Bits { octets, pending: 0, count: 0 };
    bits.push(mode.indicator(), 4);
    bits.push(u32::try_from(text.len()).unwrap_or_default(), mode.count_bits(side));
    match mode {
        Mode::Numeric => {
            for group in text.chunks(3) {
                let number = group.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
                let width = match group.len() {
                    1 => 4,
                    2 => 7,
                    _ => 10,
                };
                bits.push(number, width);
            }
        }
        Mode::Alphanumeric => {
            let value =
                |byte| (0..).zip(ALPHANUMERIC).find(|(_, other)| *other == byte).map_or(0, |(n, _)| n);
            for pair in text.chunks(2) {
                let number = pair.iter().fold(0, |number, byte| number * 45 + value(byte));
                bits.push(number, if pair.len() == 1 { 6 } else { 11 });
            }
        }
        Mode::Bytes => text.iter().for_each(|byte| bits.push(u32::from(*byte), 8)),
    }
    bits.push(0, 4);
    bits.push(0, (8 - bits.count) % 8);
    let mut octets = bits.octets;
    // Where the segment leaves less than four bits, the terminator is that short.
    octets.truncate(codewords);
    let padding = [0xec, 0x11].into_iter().cycle().take(codewords - octets.len());
    octets.extend(padding);
    octets
}

struct Bits {
    octets: Zeroizing<Vec<u8>>,
    /// Bits that are no whole octet yet: the lowest `count`, at most seven.
    pending: u32,
    count: u32,
}

impl Bits {
    /// Appends the lowest `width` bits of `value`, which has no others; at most sixteen.
    fn push(&mut self, value: u32, width: u32) {
        self.pending = self.pending << width | value;
        self.count += width;
        while self.count >= 8 {
            self.count -= 8;
            let [octet, ..] = (self.pending >> self.count).to_le_bytes();
            self.octets.push(octet);
        }
    }
}
