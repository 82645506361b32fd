//! Encodes a symbol as an uncompressed PNG with one bit a pixel (W3C PNG, RFC 1950, RFC 1951). A compressing
//! encoder would be larger than the rest of this crate.

use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

use crate::{QUIET_ZONE, Symbol};

/// PNG's checksum. A table would be larger than the rest of this module.
const CRC: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);
/// The first eight bytes of every PNG.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The most bytes in an uncompressed block of deflate data (RFC 1951, 3.2.4).
const MAX_STORED_BYTES: usize = 65_535;

impl Symbol {
    /// Returns the symbol as a PNG file, black on white with its quiet zone. Each module is a square of whole
    /// pixels; the smallest symbol is 986 pixels wide, the largest 1 480. The file is not compressed and has
    /// up to 280 KB.
    #[must_use]
    pub fn to_png(&self) -> Vec<u8> {
        let side = u32::from(self.side_with_quiet_zone() * self.pixels_per_module()).to_be_bytes();
        let mut file = SIGNATURE.to_vec();
        // Bit depth 1, greyscale, compression method 0, filter method 0, not interlaced.
        let header = [&side[..], &side, &[1, 0, 0, 0, 0]].concat();
        append_chunk(&mut file, *b"IHDR", &header);
        append_chunk(&mut file, *b"IDAT", &zlib_stored(&scanlines(self)));
        append_chunk(&mut file, *b"IEND", &[]);
        file
    }
}

/// Returns the scanlines from top to bottom, each after a zero for the filter type "none".
fn scanlines(symbol: &Symbol) -> Vec<u8> {
    let pixels = usize::from(symbol.pixels_per_module());
    let width = usize::from(symbol.side_with_quiet_zone()) * pixels;
    let scanline = |row: &[bool]| {
        let quiet = [false; QUIET_ZONE as usize];
        let across =
            quiet.iter().chain(row).chain(&quiet).flat_map(|dark| std::iter::repeat_n(*dark, pixels));
        let mut line = vec![0; 1 + width.div_ceil(8)];
        for (x, _) in across.enumerate().filter(|(_, dark)| !dark) {
            if let Some(byte) = line.get_mut(1 + x / 8) {
                *byte |= 0x80 >> (x % 8);
            }
        }
        line
    };
    let quiet = scanline(&vec![false; usize::from(symbol.side())]).repeat(usize::from(QUIET_ZONE) * pixels);
    let mut lines = quiet.clone();
    for row in symbol.rows() {
        lines.extend(scanline(row).repeat(pixels));
    }
    lines.extend(quiet);
    lines
}

/// Returns the bytes as a zlib stream of stored blocks.
fn zlib_stored(bytes: &[u8]) -> Vec<u8> {
    // The zlib header: deflate with a window of 32 KiB.
    let mut stream = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(MAX_STORED_BYTES).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    stream.extend(adler_32(bytes).to_be_bytes());
    stream
}

/// Computes the checksum of a zlib stream.
fn adler_32(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

/// Appends a chunk with its length and checksum.
fn append_chunk(file: &mut Vec<u8>, name: [u8; 4], bytes: &[u8]) {
    file.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    file.extend(name);
    file.extend(bytes);
    file.extend(crc_32(name, bytes).to_be_bytes());
}

/// Computes the checksum of a chunk, which covers its name and its bytes.
fn crc_32(name: [u8; 4], bytes: &[u8]) -> u32 {
    let mut digest = CRC.digest();
    digest.update(&name);
    digest.update(bytes);
    digest.finalize()
}

#[cfg(test)]
mod tests;
