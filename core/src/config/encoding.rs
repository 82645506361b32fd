//! Decodes the bytes of `latchkey.json`, which editors on Windows save in other encodings than UTF-8.

/// Decodes the bytes of the file: UTF-8, or UTF-16 with or without a byte order mark. A file in another encoding yields replacement
/// characters, which the parser reports with their line.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, ..] | [_, 0, ..] => from_utf16(bytes, u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, _, ..] => from_utf16(bytes, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| Some(unit(pair.try_into().ok()?)));
    char::decode_utf16(units).map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
