//! Reads symbols of every version, level and mask.

use super::drawing::{Drawing, Raster, Recipe};
use crate::Symbol;

#[test]
fn every_version_level_and_mask_is_read() {
    for version in 1..=40 {
        for level in 0..4 {
            // Each mask with each level in eight versions, and each level in every version.
            let mask = (version + level) % 8;
            let symbol = Recipe { version, level, mask, text: vec![0xa5; 2_953] }.symbol();
            assert_eq!(
                Drawing::of(&symbol, Raster::whole(1, 4)).read_black(),
                Ok(symbol.clone()),
                "version {version}, level {level}, mask {mask}"
            );
        }
    }
}

#[test]
fn encoded_symbols_are_read_back() {
    for text in ["0049267681211943991", "https://example.org/?code=1827098", &"ä".repeat(700)] {
        let symbol = Symbol::encode(text).expect("short");
        assert_eq!(Drawing::of(&symbol, Raster::whole(2, 4)).read_black(), Ok(symbol.clone()), "{text}");
    }
}
