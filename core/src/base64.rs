//! Decodes base64 in the standard and the URL-safe alphabet, with or without padding, ignoring white space
//! (R-K8).

use ::base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// Returns the decoded bytes. Returns `None` if a character belongs to neither alphabet, follows the padding,
/// or is alone in its group of four.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let symbols = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let mut symbols: Vec<u8> = symbols
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            byte => byte,
        })
        .collect();
    while symbols.last() == Some(&b'=') {
        symbols.pop();
    }
    ENGINE.decode(symbols).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_k8_both_alphabets_padding_and_white_space() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("Zg==", b"f"),
            ("Zg", b"f"),
            ("Zm8=", b"fo"),
            ("Zm9v", b"foo"),
            (" Zm\r\n9v\tYmFy ", b"foobar"),
            ("Zh", b"f"),
            ("Zg =\n=", b"f"),
            ("====", b""),
            ("-_-_", b"\xfb\xff\xbf"),
            ("-/+_", b"\xfb\xff\xbf"),
            ("+/+/", b"\xfb\xff\xbf"),
        ] {
            assert_eq!(decode(text).as_deref(), Some(bytes), "{text:?}");
        }
        for text in ["Z", "Zm9vY", "Zg==Zg", "=Zg", "Zm9v!", "Zm\u{a0}9v", "ümlaut"] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = decode(&text);
        }
    }
}
