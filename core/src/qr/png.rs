use super::{Modules, QUIET_ZONE, pixels, units};
use crate::png::{MAGIC, check_sum};

/// The most bytes of a block that is stored as it is (RFC 1951, 3.2.4).
const BLOCK: usize = 65_535;

/// The symbol as a PNG file with one bit a pixel, black on white with its quiet zone, each module a square of whole
/// pixels: 986 pixels wide for the smallest symbol, 1480 for the largest. Nothing is compressed, which makes it up to
/// 280 KB large and this short. The picture spells the code, so it is as secret.
#[must_use]
pub fn png(modules: &Modules) -> Vec<u8> {
    let side = u32::from(units(modules) * pixels(modules)).to_be_bytes();
    let mut file = MAGIC.to_vec();
    // One bit a pixel, grey; the one compression and the one kind of filters there are; not interlaced.
    let header = [&side[..], &side, &[1, 0, 0, 0, 0]].concat();
    chunk(&mut file, *b"IHDR", &header);
    chunk(&mut file, *b"IDAT", &stored(&lines(modules)));
    chunk(&mut file, *b"IEND", &[]);
    file
}

/// The lines of the picture from top to bottom, each behind a zero that says that it is not filtered.
fn lines(modules: &Modules) -> Vec<u8> {
    let pixels = usize::from(pixels(modules));
    let width = usize::from(units(modules)) * pixels;
    let line = |row: &[bool]| {
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
    let quiet = line(&vec![false; usize::from(modules.side())]).repeat(usize::from(QUIET_ZONE) * pixels);
    let mut lines = quiet.clone();
    for row in modules.rows() {
        lines.extend(line(row).repeat(pixels));
    }
    lines.extend(quiet);
    lines
}

/// The bytes as a zlib stream of blocks that are not compressed (RFC 1950).
fn stored(bytes: &[u8]) -> Vec<u8> {
    // Deflate, with the usual window.
    let mut stream = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(BLOCK).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    // Adler-32.
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    stream.extend((b << 16 | a).to_be_bytes());
    stream
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], bytes: &[u8]) {
    file.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    file.extend(name);
    file.extend(bytes);
    file.extend(check_sum([&name, bytes]).to_be_bytes());
}

#[cfg(test)]
mod tests;
