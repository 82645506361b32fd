//! The tables of the standard.

use super::drawing::{Drawing, Raster, Recipe};

#[test]
fn every_version_level_and_mask_is_read() {
    for version in 1..=40 {
        for level in 0..4 {
            // Each mask with each level in eight versions, and each level in every version.
            let mask = (version + level) % 8;
            let modules = Recipe { version, level, mask, text: vec![0xa5; 2_953] }.modules();
            assert_eq!(
                Drawing::of(&modules, Raster::whole(1, 4)).sampled_black(),
                Ok(modules.clone()),
                "version {version}, level {level}, mask {mask}"
            );
        }
    }
}

#[test]
fn the_app_reads_what_it_draws_itself() {
    for text in ["0049267681211943991", "https://example.org/?code=1827098", &"ä".repeat(700)] {
        let modules = crate::qr::encode(text).expect("short");
        assert_eq!(Drawing::of(&modules, Raster::whole(2, 4)).sampled_black(), Ok(modules.clone()), "{text}");
    }
}
