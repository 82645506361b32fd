//! Images of activation codes, read by a decoder that shares nothing with the encoder.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rqrr::PreparedImage;
use serde_json::Value;

use crate::server::start;

/// The pixels of a PNG as grey values, transparent ones white.
pub fn grey(png: &[u8]) -> (usize, Vec<u8>) {
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

pub fn read_png(png: &[u8]) -> String {
    let (side, grey) = grey(png);
    let mut image = PreparedImage::prepare_from_greyscale(side, side, |x, y| grey[y * side + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

pub fn png_of(code: &Value) -> Vec<u8> {
    let url = code["qrImage"].as_str().unwrap();
    STANDARD.decode(url.strip_prefix("data:image/png;base64,").unwrap()).unwrap()
}

#[test]
fn a_normal_image_carries_the_bare_code() {
    let server = start();
    let codes = server.user_with("codes-50", "responseQrType=normal&qrCode=true").send().codes();
    assert_eq!(codes.len(), 50);
    for code in &codes {
        assert_eq!(read_png(&png_of(code)), code["activationCode"].as_str().unwrap());
    }
}

#[test]
fn an_mpower_image_carries_the_invented_payload() {
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
fn images_come_only_when_asked_for() {
    let server = start();
    for query in ["qrCode=false&responseQrType=mpower", "responseQrType=mpower", "qrCode=1", ""] {
        let codes = server.user_with("codes-3", query).send().codes();
        assert!(codes.iter().all(|code| code.get("qrImage").is_none()), "{query}");
    }
}

#[test]
fn images_are_pristine_with_a_full_quiet_zone() {
    let server = start();
    let codes = server.user_with("codes-3", "responseQrType=normal&qrCode=true").send().codes();
    let (side, grey) = grey(&png_of(&codes[0]));
    assert_eq!(side, (21 + 8) * 4);
    assert!(grey.iter().all(|pixel| [0, 255].contains(pixel)));
    for (index, pixel) in grey.iter().enumerate() {
        let (x, y) = (index % side, index / side);
        assert_eq!(*pixel, grey[y / 4 * 4 * side + x / 4 * 4], "modules are of whole pixels");
        if x < 16 || y < 16 || x >= side - 16 || y >= side - 16 {
            assert_eq!(*pixel, 255);
        }
    }
}
