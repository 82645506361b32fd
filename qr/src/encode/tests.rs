use proptest::prelude::*;

use super::*;

mod other_encoder;
mod penalties;

/// Decodes the symbol with an independent decoder.
fn decoded(symbol: &Symbol) -> Vec<u8> {
    let rows: Vec<&[bool]> = symbol.rows().collect();
    let grid = rqrr::SimpleGrid::from_func(usize::from(symbol.side()), |x, y| rows[y][x]);
    let mut out = Vec::new();
    rqrr::Grid::new(grid).decode_to(&mut out).expect("a readable symbol");
    out
}

#[test]
fn the_narrowest_mode_and_the_smallest_version_are_used() {
    for (text, side) in [
        ("0049267681211943991", 21),
        (&"7".repeat(34), 21),
        (&"7".repeat(35), 25),
        (&"A".repeat(20), 21),
        (&"A".repeat(21), 25),
        (&"a".repeat(14), 21),
        (&"a".repeat(15), 25),
    ] {
        assert_eq!(Symbol::encode(text).map(|symbol| symbol.side()), Ok(side), "{text}");
    }
}

#[test]
fn level_m_gives_way_to_level_l_and_then_to_words() {
    for (text, side) in [("a".repeat(2_331), 177), ("a".repeat(2_332), 161), ("a".repeat(2_953), 177)] {
        assert_eq!(Symbol::encode(&text).map(|symbol| symbol.side()), Ok(side), "{} bytes", text.len());
    }
    assert_eq!(Symbol::encode(&"a".repeat(2_954)), Err(TooLong));
    assert_eq!(Symbol::encode(&"ü".repeat(1_477)), Err(TooLong), "bytes count, not characters");
    assert!(Symbol::encode(&"A".repeat(4_296)).is_ok());
    assert_eq!(Symbol::encode(&"A".repeat(4_297)), Err(TooLong));
    assert!(Symbol::encode(&"7".repeat(7_089)).is_ok());
    assert_eq!(Symbol::encode(&"7".repeat(7_090)), Err(TooLong));
}

#[test]
fn bytes_that_look_like_kanji_are_encoded_as_bytes() {
    for text in ["ばこ", "点茗", "{\"uuid\":\"é点\"}"] {
        assert_eq!(decoded(&Symbol::encode(text).expect("short")), text.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn an_independent_decoder_returns_exactly_the_bytes(
        text in "\\PC{1,300}|[0-9]{1,200}|[A-Z0-9 $%*+./:-]{1,200}",
    ) {
        prop_assert_eq!(decoded(&Symbol::encode(&text).expect("short enough")), text.as_bytes());
    }
}
