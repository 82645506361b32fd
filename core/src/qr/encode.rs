use qrcode::{Color, EcLevel, QrCode, Version, bits::Bits, types::QrError};

use super::Modules;

/// The text does not fit any QR symbol: more than 2 953 bytes, 4 296 alphanumeric characters or 7 089 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// Encodes the bytes of `text` at level M, or at level L where only that fits, in one segment: numeric or
/// alphanumeric where every character allows it, else bytes.
///
/// One segment, because the `qrcode` crate's own optimiser may write UTF-8 bytes in Kanji mode, which a
/// reader gives back as other bytes. Never Micro QR: gate readers are not promised to know it.
///
/// # Errors
/// [`TooLong`] beyond version 40 at level L.
pub fn encode(text: &str) -> Result<Modules, TooLong> {
    [EcLevel::M, EcLevel::L].into_iter().find_map(|level| at_level(text.as_bytes(), level)).ok_or(TooLong)
}

fn at_level(text: &[u8], level: EcLevel) -> Option<Modules> {
    let symbol = (1..=40).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        push(&mut bits, text).ok()?;
        bits.push_terminator(level).ok()?;
        QrCode::with_bits(bits, level).ok()
    })?;
    let dark = symbol.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Modules::new(u8::try_from(symbol.width()).ok()?, dark)
}

fn push(bits: &mut Bits, text: &[u8]) -> Result<(), QrError> {
    let alphanumeric = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b" $%*+-./:".contains(b);
    if text.iter().all(u8::is_ascii_digit) {
        bits.push_numeric_data(text)
    } else if text.iter().all(alphanumeric) {
        bits.push_alphanumeric_data(text)
    } else {
        bits.push_byte_data(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads the symbol with an independent decoder.
    fn decoded(modules: &Modules) -> Vec<u8> {
        let rows: Vec<&[bool]> = modules.rows().collect();
        let grid = rqrr::SimpleGrid::from_func(usize::from(modules.side()), |x, y| rows[y][x]);
        let mut out = Vec::new();
        rqrr::Grid::new(grid).decode_to(&mut out).expect("a readable symbol");
        out
    }

    #[test]
    fn the_mode_fits_the_text_and_the_version_is_the_smallest() {
        for (text, side) in [
            ("0049267681211943991", 21),
            (&"7".repeat(34), 21),
            (&"7".repeat(35), 25),
            (&"A".repeat(20), 21),
            (&"A".repeat(21), 25),
            (&"a".repeat(14), 21),
            (&"a".repeat(15), 25),
        ] {
            assert_eq!(encode(text).map(|modules| modules.side()), Ok(side), "{text}");
        }
    }

    #[test]
    fn level_m_gives_way_to_level_l_and_then_to_words() {
        for (text, side) in [("a".repeat(2_331), 177), ("a".repeat(2_332), 161), ("a".repeat(2_953), 177)] {
            assert_eq!(encode(&text).map(|modules| modules.side()), Ok(side), "{} bytes", text.len());
        }
        assert_eq!(encode(&"a".repeat(2_954)), Err(TooLong));
        assert_eq!(encode(&"ü".repeat(1_477)), Err(TooLong), "bytes count, not characters");
        assert!(encode(&"A".repeat(4_296)).is_ok());
        assert_eq!(encode(&"A".repeat(4_297)), Err(TooLong));
        assert!(encode(&"7".repeat(7_089)).is_ok());
        assert_eq!(encode(&"7".repeat(7_090)), Err(TooLong));
    }

    #[test]
    fn bytes_that_look_like_kanji_stay_bytes() {
        for text in ["ばこ", "点茗", "{\"uuid\":\"é点\"}"] {
            assert_eq!(decoded(&encode(text).expect("short")), text.as_bytes());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn an_independent_reader_gives_back_exactly_the_bytes(text in "\\PC{1,300}|[0-9]{1,200}|[A-Z0-9 $%*+./:-]{1,200}") {
            prop_assert_eq!(decoded(&encode(&text).expect("short enough")), text.as_bytes());
        }
    }
}
