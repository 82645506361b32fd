use std::io::Cursor;

use super::*;

/// Decodes a file with an independent decoder. Returns the pixels, `true` for a dark one, and the width.
fn decoded(file: &[u8]) -> (Vec<bool>, usize) {
    let mut reader = ::png::Decoder::new(Cursor::new(file)).read_info().expect("a header");
    let info = reader.info();
    assert_eq!((info.color_type, info.bit_depth), (::png::ColorType::Grayscale, ::png::BitDepth::One));
    let (width, height) = info.size();
    assert_eq!(width, height);
    let mut lines = vec![0; reader.output_buffer_size().expect("room")];
    reader.next_frame(&mut lines).expect("an image");
    reader.finish().expect("an end");
    let width = width as usize;
    let line = |line: &[u8]| (0..width).map(|x| line[x / 8] & 0x80 >> (x % 8) == 0).collect::<Vec<_>>();
    (lines.chunks(width.div_ceil(8)).flat_map(line).collect(), width)
}

fn dark(symbol: &Symbol, x: usize, y: usize) -> bool {
    let inside = |n: usize| n.checked_sub(usize::from(QUIET_ZONE)).and_then(|n| u8::try_from(n).ok());
    inside(x).zip(inside(y)).is_some_and(|(x, y)| symbol.is_dark(x, y))
}

#[test]
fn every_pixel_has_the_colour_of_its_module() {
    for (text, side) in [
        ("0049267681211943991".to_owned(), 986),
        ("a".repeat(100), 980),
        ("a".repeat(700), 981),
        ("a".repeat(2_953), 1_480),
    ] {
        let symbol = Symbol::encode(&text).expect("short enough");
        let file = symbol.to_png();
        let (pixels, width) = decoded(&file);
        assert_eq!(width, side, "{} characters", text.len());
        let module = side / usize::from(symbol.side_with_quiet_zone());
        assert!(module >= 8);
        for (y, line) in pixels.chunks(width).enumerate() {
            for (x, pixel) in line.iter().enumerate() {
                assert_eq!(*pixel, dark(&symbol, x / module, y / module), "{x} {y}");
            }
        }
    }
}

#[test]
fn an_independent_decoder_reads_the_text_from_the_image() {
    for text in ["0049267681211943991", "68493536", "{\"uuid\":\"é点\"}"] {
        let (pixels, width) = decoded(&Symbol::encode(text).expect("short").to_png());
        let light = |x: usize, y: usize| if pixels[y * width + x] { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, width, light);
        let found = image.detect_grids();
        let [grid] = &found[..] else { panic!("{} symbols", found.len()) };
        let mut out = Vec::new();
        grid.decode_to(&mut out).expect("a readable symbol");
        assert_eq!(out, text.as_bytes());
    }
}
