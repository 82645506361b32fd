use base64::{Engine, engine::general_purpose::STANDARD};
use latchkey_core::{
    activation_code::{self, Image, PngHeader},
    answer::Answer,
};

const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Bytes that 512 × 1024 characters of base64 make.
const MOST: usize = 384 * 1024;

/// Any bytes as an image, as the fields of a header whose check sum is right, and as the text of `qrImage`.
///
/// What passes states at most 2048 pixels each way and eight bits a channel, and nothing of it is in `Debug`.
pub fn image_gate(data: &[u8]) {
    let header = PngHeader::read(data);
    if let Some(header) = header {
        assert!(data.starts_with(MAGIC) && data.len() >= 33);
        let fields = data.get(16..).and_then(|rest| rest.first_chunk());
        assert_eq!(fields.and_then(size), Some((header.width(), header.height())));
    }
    // Chance finds no check sum, so each input is also taken for the fields behind which the right one stands.
    if let Some(fields) = data.first_chunk() {
        let read = PngHeader::read(&with_right_sum(fields));
        assert_eq!(read.map(|header| (header.width(), header.height())), size(fields), "{fields:?}");
    }
    match listed(&["data:image/png;base64,", &STANDARD.encode(data)].concat()) {
        Image::Png(png) => {
            assert_eq!(
                (png.as_slice(), Some((png.width(), png.height()))),
                (data, header.map(|h| (h.width(), h.height())))
            );
        }
        Image::Unusable => assert!(header.is_none() || data.len() > MOST),
        Image::Absent => assert!(data.is_empty(), "an image is lost"),
    }
    if let Ok(text) = std::str::from_utf8(data)
        && let Image::Png(png) = listed(text)
    {
        let header = PngHeader::read(png.as_slice()).map(|header| (header.width(), header.height()));
        assert_eq!(header, Some((png.width(), png.height())));
        assert!(png.as_slice().len() <= MOST);
        assert_eq!(format!("{png:?}"), format!("PngBytes({} bytes)", png.as_slice().len()));
    }
}

/// What the fields of a header state, where it may be decoded.
fn size(fields: &[u8; 13]) -> Option<(u16, u16)> {
    let [w @ .., _, _, _, _, _, _, _, _, _] = *fields;
    let [_, _, _, _, h @ .., _, _, _, _, _] = *fields;
    let [.., depth, colour, compression, filter, interlace] = *fields;
    let (width, height) = (u32::from_be_bytes(w), u32::from_be_bytes(h));
    // The table of the standard, 11.2.2, without sixteen bits.
    let combinations =
        [(0, 1), (0, 2), (0, 4), (0, 8), (2, 8), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (6, 8)];
    let fits = (1..=2048).contains(&width)
        && (1..=2048).contains(&height)
        && u64::from(width) * u64::from(height) * 4 <= 16 << 20
        && combinations.contains(&(colour, depth))
        && (compression, filter) == (0, 0)
        && interlace < 2;
    if fits { Some((u16::try_from(width).ok()?, u16::try_from(height).ok()?)) } else { None }
}

fn with_right_sum(fields: &[u8; 13]) -> Vec<u8> {
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

/// The image of the one entry of a list that has `text` for its image.
fn listed(text: &str) -> Image {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let body = [r#"{"data":{"activationCodes":[{"activationCode":"1","qrImage":"#, &quoted, "}]}}"].concat();
    let answer = Answer {
        status: 200,
        content_type: Some("application/json".to_owned()),
        body: body.into_bytes(),
        ..Answer::default()
    };
    let read = activation_code::read(&answer, None);
    let entry = read.ok().and_then(|read| read.value.entries.into_iter().next());
    let Some(entry) = entry else { unreachable!("an image has cost the code beside it") };
    entry.image
}
