//! Images of activation codes, read by a decoder that shares no code with the encoder.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rqrr::PreparedImage;
use serde_json::Value;

use crate::server::start;

/// Returns the width of a PNG and its pixels as grey values. Transparent pixels are white.
pub fn grey_pixels(png: &[u8]) -> (usize, Vec<u8>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    pixels.truncate(frame.buffer_size());
    let grey = match frame.color_type {
        png::ColorType::Grayscale => pixels,
        png::ColorType::Rgba => pixels.chunks(4).map(|p| if p[3] == 0 { 255 } else { p[0] }).collect(),
        other => panic!("unexpected {other:?}"),
    };
    (frame.width as usize, grey)
}

/// Reads the QR symbol of a PNG.
pub fn read_png(png: &[u8]) -> String {
    let (side, pixels) = grey_pixels(png);
    let mut image = PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

/// Decodes the `qrImage` of a listed code.
pub fn png_of(code: &Value) -> Vec<u8> {
    let url = code["qrImage"].as_str().unwrap();
    STANDARD.decode(url.strip_prefix("data:image/png;base64,").unwrap()).unwrap()
}

#[test]
fn a_normal_image_contains_the_bare_code() {
    let server = start();
    let codes = server.user_with("codes-50", "responseQrType=normal&qrCode=true").send().codes();
    assert_eq!(codes.len(), 50);
    for code in &codes {
        assert_eq!(read_png(&png_of(code)), code["activationCode"].as_str().unwrap());
    }
}

#[test]
fn an_mpower_image_contains_the_invented_payload() {
    let server = start();
    for query in ["responseQrType=mpower&qrCode=true", "qrCode=true"] {
        for code in server.user_with("codes-3", query).send().codes() {
            let value = code["activationCode"].as_str().unwrap();
            assert_eq!(
                read_png(&png_of(&code)),
                format!("https://mpower.sandbox.invalid/activate?tenant=demo&user=codes%2D3&code={value}")
            );
        }
    }
}

#[test]
fn images_are_included_only_if_requested() {
    let server = start();
    for query in ["qrCode=false&responseQrType=mpower", "responseQrType=mpower", "qrCode=1", ""] {
        let codes = server.user_with("codes-3", query).send().codes();
        assert!(codes.iter().all(|code| code.get("qrImage").is_none()), "{query}");
    }
}

#[test]
fn images_have_whole_pixel_modules_and_a_full_quiet_zone() {
    let server = start();
    let codes = server.user_with("codes-3", "responseQrType=normal&qrCode=true").send().codes();
    let (side, pixels) = grey_pixels(&png_of(&codes[0]));
    assert_eq!(side, (21 + 8) * 4);
    assert!(pixels.iter().all(|pixel| [0, 255].contains(pixel)));
    for (index, pixel) in pixels.iter().enumerate() {
        let (x, y) = (index % side, index / side);
        assert_eq!(*pixel, pixels[y / 4 * 4 * side + x / 4 * 4], "modules have whole pixels");
        if x < 16 || y < 16 || x >= side - 16 || y >= side - 16 {
            assert_eq!(*pixel, 255);
        }
    }
}
