use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// The fields of a header, from which [`image`] makes the beginning of a PNG.
#[derive(Clone, Copy)]
struct Fields {
    width: u32,
    height: u32,
    depth: u8,
    colour: u8,
    compression: u8,
    filter: u8,
    interlace: u8,
}

const PLAIN: Fields =
    Fields { width: 1, height: 1, depth: 8, colour: 0, compression: 0, filter: 0, interlace: 0 };

/// Returns the first 33 bytes of a PNG, with the right checksum.
fn image(fields: Fields) -> Vec<u8> {
    let Fields { width, height, depth, colour, compression, filter, interlace } = fields;
    let mut bytes = [MAGIC, FIRST_CHUNK].concat();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([depth, colour, compression, filter, interlace]);
    bytes.extend(header_checksum(&bytes[16..]).to_be_bytes());
    bytes
}

fn size(bytes: &[u8]) -> Option<(u16, u16)> {
    PngHeader::parse(bytes).map(|header| (header.width(), header.height()))
}

#[test]
fn the_checksum_is_that_of_the_standard() {
    // The well-known checksum of the empty last chunk.
    assert_eq!(CRC.checksum(b"IEND"), 0xae42_6082);
}

#[test]
fn every_combination_of_colour_type_and_depth() {
    for colour in 0..=255 {
        for depth in 0..=255 {
            let usable = match colour {
                0 | 3 => [1, 2, 4, 8].contains(&depth),
                2 | 4 | 6 => depth == 8,
                _ => false,
            };
            let bytes = image(Fields { depth, colour, ..PLAIN });
            assert_eq!(size(&bytes), usable.then_some((1, 1)), "colour type {colour}, {depth} bits");
        }
    }
}

#[test]
fn sizes_up_to_2048_each_way_and_in_both_interlacings() {
    for interlace in [0, 1] {
        for (width, height) in [(1, 1), (2048, 2048), (1, 2048), (2048, 1), (231, 231)] {
            let bytes = image(Fields { width, height, interlace, ..PLAIN });
            assert_eq!(
                size(&bytes).map(|(w, h)| (u32::from(w), u32::from(h))),
                Some((width, height)),
                "{interlace}"
            );
        }
    }
}

#[test]
fn unacceptable_headers_are_refused() {
    let of = |change: fn(&mut Fields)| {
        let mut fields = PLAIN;
        change(&mut fields);
        image(fields)
    };
    let edited = |change: fn(&mut Vec<u8>)| {
        let mut bytes = image(PLAIN);
        change(&mut bytes);
        bytes
    };
    for (what, bytes) in [
        ("no width", of(|f| f.width = 0)),
        ("no height", of(|f| f.height = 0)),
        ("a pixel too wide", of(|f| f.width = 2049)),
        ("a pixel too high", of(|f| f.height = 2049)),
        ("a width that is 1 in sixteen bits", of(|f| f.width = 0x0001_0001)),
        ("the largest size that can be stated", of(|f| (f.width, f.height) = (u32::MAX, u32::MAX))),
        ("a bomb", of(|f| (f.width, f.height) = (50_000, 50_000))),
        ("sixteen bits of grey", of(|f| f.depth = 16)),
        ("sixteen bits of colour", of(|f| (f.colour, f.depth) = (2, 16))),
        ("a palette of sixteen bits", of(|f| (f.colour, f.depth) = (3, 16))),
        ("no bits", of(|f| f.depth = 0)),
        ("three bits", of(|f| f.depth = 3)),
        ("four bits of colour", of(|f| (f.colour, f.depth) = (2, 4))),
        ("an unknown colour type", of(|f| f.colour = 1)),
        ("another unknown colour type", of(|f| f.colour = 7)),
        ("another compression", of(|f| f.compression = 1)),
        ("another filter", of(|f| f.filter = 1)),
        ("another interlacing", of(|f| f.interlace = 2)),
        ("a wrong checksum", edited(|b| b[32] ^= 1)),
        ("a flipped bit of the width", edited(|b| b[19] ^= 2)),
        ("a checksum cut short", edited(|b| b.truncate(32))),
        ("fields cut short", edited(|b| b.truncate(20))),
        ("the magic bytes alone", edited(|b| b.truncate(8))),
        ("nothing", edited(Vec::clear)),
        ("wrong magic bytes", edited(|b| b[0] = b'.')),
        ("line ends changed on the way", edited(|b| b[4] = b'\n')),
        ("a longer header", edited(|b| b[11] = 14)),
        ("a shorter header", edited(|b| b[11] = 12)),
        ("a length beyond all memory", edited(|b| b[8] = 0xff)),
        ("another chunk first", edited(|b| b[12..16].copy_from_slice(b"IDAT"))),
        ("the header's name in small letters", edited(|b| b[12..16].copy_from_slice(b"ihdr"))),
        (
            "Apple's chunk before the header",
            edited(|b| {
                b.splice(8..8, *b"\0\0\0\x04CgBI\x50\0\x20\x02\x2b\xd5\xb3\x7f");
            }),
        ),
        ("a GIF", b"GIF89a\x01\0\x01\0\x80\0\0".to_vec()),
        ("a JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec()),
        ("a WebP", b"RIFF\x1a\0\0\0WEBPVP8L".to_vec()),
        ("an SVG", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>".to_vec()),
        ("HTML", b"<!doctype html><title>Sign in</title><p>Sign in first".to_vec()),
    ] {
        assert_eq!(size(&bytes), None, "{what}");
    }
}

#[test]
fn a_bomb_is_refused_at_once() {
    // A header is a copied value that owns no memory, so none was allocated for pixels.
    fn owns_nothing<T: Copy>(_: &dyn Fn(&[u8]) -> Option<T>) -> usize {
        size_of::<T>()
    }
    assert_eq!(owns_nothing(&PngHeader::parse), 4);

    let bomb = image(Fields { width: 50_000, height: 50_000, ..PLAIN });
    let start = Instant::now();
    for _ in 0..100 {
        assert_eq!(PngHeader::parse(std::hint::black_box(&bomb)), None);
    }
    assert!(start.elapsed() < Duration::from_millis(5) * 100, "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in any::<Vec<u8>>()) {
        prop_assert_eq!(PngHeader::parse(&bytes), None);
    }

    #[test]
    fn an_accepted_header_is_within_the_limits(
        width in 0..3000_u32, height in 0..3000_u32, depth in 0..17_u8, colour in 0..8_u8,
        compression in 0..2_u8, filter in 0..2_u8, interlace in 0..3_u8, more in any::<Vec<u8>>(),
    ) {
        let mut bytes = image(Fields { width, height, depth, colour, compression, filter, interlace });
        bytes.extend(more);
        if let Some((w, h)) = size(&bytes) {
            prop_assert_eq!((u32::from(w), u32::from(h)), (width, height));
            prop_assert!(width * height * 4 <= MAX_DECODED_BYTES && depth <= 8 && interlace <= 1);
        }
    }

    #[test]
    fn one_changed_byte_of_the_header_is_refused(at in 0..33_usize, flip in 1..=255_u8) {
        let mut bytes = image(PLAIN);
        bytes[at] ^= flip;
        prop_assert_eq!(size(&bytes), None);
    }
}
