//! Percent-encoding of one path segment, and back.

/// Encodes all but RFC 3986's unreserved characters, byte by byte of the UTF-8 text, once (R-K12).
#[must_use]
pub fn encode(text: &str) -> String {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].iter().filter_map(|half| HEX.get(usize::from(*half))));
        }
    }
    out
}

/// Decodes `%XX`; absent where a `%` is not followed by two hex digits or the bytes are not UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            out.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_k12_one_segment_encoded_once() {
        for (text, encoded) in [
            ("anna@example.org", "anna%40example.org"),
            ("a+b/c", "a%2Bb%2Fc"),
            ("50% #1?", "50%25%20%231%3F"),
            ("jürgen", "j%C3%BCrgen"),
            ("%41", "%2541"),
            ("a-b._~", "a-b._~"),
        ] {
            assert_eq!(encode(text), encoded);
        }
        assert_eq!(decode("%zz"), None);
        assert_eq!(decode("%4"), None);
        assert_eq!(decode("%ff"), None);
    }

    proptest! {
        #[test]
        fn every_text_survives_encode_and_decode(text in any::<String>()) {
            prop_assert_eq!(decode(&encode(&text)), Some(text));
        }

        #[test]
        fn a_real_address_parser_sees_one_unchanged_segment(text in any::<String>()) {
            prop_assume!(!text.is_empty() && text != "." && text != "..");
            let url = url::Url::parse(&format!("https://x.example/users/{}/codes", encode(&text))).expect("an address");
            let segments: Vec<_> = url.path_segments().expect("segments").collect();
            prop_assert_eq!(segments.len(), 3);
            prop_assert_eq!(decode(segments[1]), Some(text));
            prop_assert_eq!(url.query(), None);
            prop_assert_eq!(url.fragment(), None);
        }
    }
}
