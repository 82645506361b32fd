use base64::{Engine, engine::general_purpose::STANDARD};
use latchkey_core::{
    activation_code::{self, Image, PngHeader},
    answer::Answer,
};

/// The first eight bytes of every PNG.
const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The number of bytes in 512 × 1024 characters of base64.
const MAX_IMAGE_BYTES: usize = 384 * 1024;

/// Parses the input as an image, as the fields of a header with a valid checksum, and as the text of
/// `qrImage`.
///
/// An accepted image has at most 2048 pixels each way and eight bits a channel, and does not appear in
/// `Debug`.
pub fn image_gate(data: &[u8]) {
    let header = PngHeader::parse(data);
    if let Some(header) = header {
        assert!(data.starts_with(MAGIC) && data.len() >= 33);
        let fields = data.get(16..).and_then(|rest| rest.first_chunk());
        assert_eq!(fields.and_then(expected_size), Some((header.width(), header.height())));
    }
    // Fuzzing does not find a valid checksum by chance, so it is added here.
    if let Some(fields) = data.first_chunk() {
        let parsed = PngHeader::parse(&with_checksum(fields));
        assert_eq!(
            parsed.map(|header| (header.width(), header.height())),
            expected_size(fields),
            "{fields:?}"
        );
    }
    match decode_image(&["data:image/png;base64,", &STANDARD.encode(data)].concat()) {
        Image::Png(png) => {
            assert_eq!(
                (png.as_slice(), Some((png.width(), png.height()))),
                (data, header.map(|h| (h.width(), h.height())))
            );
        }
        Image::Unusable => assert!(header.is_none() || data.len() > MAX_IMAGE_BYTES),
        Image::Absent => assert!(data.is_empty(), "an image was dropped"),
    }
    if let Ok(text) = std::str::from_utf8(data)
        && let Image::Png(png) = decode_image(text)
    {
        let header = PngHeader::parse(png.as_slice()).map(|header| (header.width(), header.height()));
        assert_eq!(header, Some((png.width(), png.height())));
        assert!(png.as_slice().len() <= MAX_IMAGE_BYTES);
        assert_eq!(format!("{png:?}"), format!("PngBytes({} bytes)", png.as_slice().len()));
    }
}

/// Returns the width and height in the fields of an acceptable header.
fn expected_size(fields: &[u8; 13]) -> Option<(u16, u16)> {
    let [w @ .., _, _, _, _, _, _, _, _, _] = *fields;
    let [_, _, _, _, h @ .., _, _, _, _, _] = *fields;
    let [.., depth, colour, compression, filter, interlace] = *fields;
    let (width, height) = (u32::from_be_bytes(w), u32::from_be_bytes(h));
    // PNG, 11.2.2, without sixteen bits.
    let combinations =
        [(0, 1), (0, 2), (0, 4), (0, 8), (2, 8), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (6, 8)];
    let is_acceptable = (1..=2048).contains(&width)
        && (1..=2048).contains(&height)
        && u64::from(width) * u64::from(height) * 4 <= 16 << 20
        && combinations.contains(&(colour, depth))
        && (compression, filter) == (0, 0)
        && interlace < 2;
    if is_acceptable { Some((u16::try_from(width).ok()?, u16::try_from(height).ok()?)) } else { None }
}

fn with_checksum(fields: &[u8; 13]) -> Vec<u8> {
    let chunk = [b"IHDR", fields.as_slice()].concat();
    let mut sum = u32::MAX;
    for byte in &chunk {
        for bit in 0..8 {
            let odd = (sum ^ u32::from(byte >> bit)) & 1;
            sum = (sum >> 1) ^ (odd * 0xedb8_8320);
        }
    }
    [MAGIC, &13_u32.to_be_bytes(), &chunk, &(!sum).to_be_bytes()].concat()
}

/// Decodes a list of one entry whose `qrImage` is `text`, and returns its image.
fn decode_image(text: &str) -> Image {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let body = [r#"{"data":{"activationCodes":[{"activationCode":"1","qrImage":"#, &quoted, "}]}}"].concat();
    let answer = Answer {
        status: 200,
        content_type: Some("application/json".to_owned()),
        body: body.into_bytes(),
        ..Answer::default()
    };
    let decoded = activation_code::decode(&answer, None, str::to_lowercase);
    let entry = decoded.ok().and_then(|decoded| decoded.value.entries.into_iter().next());
    let Some(entry) = entry else { unreachable!("the image cost its entry") };
    entry.image
}
