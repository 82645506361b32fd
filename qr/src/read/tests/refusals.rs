//! Each [`ReadError`], and damaged images.

use super::drawing::{Drawing, Raster, Recipe, changed, flipped};
use crate::{ReadError, Symbol};

const BLACK: [u8; 4] = [0, 0, 0, 255];
const WHITE: [u8; 4] = [255; 4];
/// Pixels a module. The quiet zone has four modules.
const PIXELS: usize = 4;

fn drawn(symbol: &Symbol) -> Drawing {
    Drawing::of(symbol, Raster::whole(4, 4))
}

fn read_drawn(symbol: &Symbol) -> Result<Symbol, ReadError> {
    drawn(symbol).read_black()
}

/// Version 7, with version information and six alignment patterns.
fn version_7() -> Symbol {
    Recipe { version: 7, ..Recipe::small() }.symbol()
}

/// Inverts the left half of a module.
fn invert_half(drawing: &mut Drawing, column: usize, row: usize) {
    for y in (row + 4) * PIXELS..(row + 5) * PIXELS {
        for x in (column + 4) * PIXELS..(column + 4) * PIXELS + PIXELS / 2 {
            drawing.ink[y * drawing.width + x] ^= 255;
        }
    }
}

#[test]
fn a_wrong_module_is_reported_by_its_pattern() {
    let symbol = version_7();
    let side = symbol.side();
    for (at, why) in [
        ((3, 3), ReadError::FinderPattern),
        ((side - 4, 3), ReadError::FinderPattern),
        ((3, side - 4), ReadError::FinderPattern),
        ((7, 7), ReadError::FinderPattern),
        ((6, 10), ReadError::TimingPattern),
        ((10, 6), ReadError::TimingPattern),
        ((22, 22), ReadError::AlignmentPattern),
        ((side - 7, side - 7), ReadError::AlignmentPattern),
        ((22, 4), ReadError::AlignmentPattern),
        ((8, side - 8), ReadError::DarkModule),
        ((8, 0), ReadError::FormatInformation),
        ((0, 8), ReadError::FormatInformation),
        ((8, 8), ReadError::FormatInformation),
        ((side - 1, 8), ReadError::FormatInformation),
        ((8, side - 1), ReadError::FormatInformation),
        ((side - 11, 0), ReadError::VersionInformation),
        ((5, side - 9), ReadError::VersionInformation),
        ((side - 1, side - 1), ReadError::Codewords),
        ((20, 30), ReadError::Codewords),
    ] {
        assert_eq!(read_drawn(&flipped(&symbol, at)), Err(why), "{at:?}");
    }
}

#[test]
fn every_single_wrong_module_is_refused() {
    for version in [1, 7] {
        let symbol = Recipe { version, ..Recipe::small() }.symbol();
        for y in 0..symbol.side() {
            for x in 0..symbol.side() {
                let drawing = Drawing::of(&flipped(&symbol, (x, y)), Raster::whole(1, 0));
                assert!(drawing.read_black().is_err(), "version {version}: {x}, {y}");
            }
        }
    }
}

#[test]
fn remainder_bits_must_be_zero() {
    // Version 2 has seven of them. The last one is at the lower end of the left column.
    let symbol = Recipe::small().symbol();
    assert_eq!(read_drawn(&flipped(&symbol, (0, symbol.side() - 9))), Err(ReadError::RemainderBits));
}

#[test]
fn both_copies_of_the_format_must_agree() {
    // The same wrong mask in both copies: they are valid, and the codewords do not match.
    let [symbol, other] = [3, 4].map(|mask| Recipe { mask, ..Recipe::small() }.symbol());
    let is_format = |x: u8, y: u8| {
        (x == 8 && (y < 9 || y > symbol.side() - 8)) || (y == 8 && (x < 9 || x > symbol.side() - 9))
    };
    let swapped = changed(&symbol, |x, y, dark| if is_format(x, y) { other.is_dark(x, y) } else { dark });
    assert_eq!(read_drawn(&swapped), Err(ReadError::Codewords));
    let upper = changed(
        &symbol,
        |x, y, dark| if is_format(x, y) && x < 9 && y < 9 { other.is_dark(x, y) } else { dark },
    );
    assert_eq!(read_drawn(&upper), Err(ReadError::FormatInformation));
}

#[test]
fn a_buffer_of_another_size_is_refused() {
    for (width, height, bytes) in
        [(0, 0, 0), (0, 9, 0), (2, 2, 0), (2, 2, 15), (2, 2, 17), (2, 2, 20), (u16::MAX, u16::MAX, 4)]
    {
        assert_eq!(
            Symbol::from_rgba(width, height, &vec![0; bytes]),
            Err(ReadError::PixelBuffer),
            "{width} x {height}"
        );
    }
}

/// Returns whether there is ink at a pixel.
type Ink = fn(usize, usize) -> bool;

#[test]
fn images_without_a_symbol_are_refused() {
    for (level, width, height) in [(0, 1, 1), (255, 1, 1), (255, 100, 100), (0, 100, 100)] {
        let bytes = [level, level, level, 255].repeat(usize::from(width) * usize::from(height));
        assert_eq!(Symbol::from_rgba(width, height, &bytes), Err(ReadError::LowContrast), "{level}");
    }
    let shapes: [(&str, ReadError, Ink); 4] = [
        ("square", ReadError::FinderPattern, |x, y| (20..60).contains(&x) && (20..60).contains(&y)),
        ("bar", ReadError::NotSquare, |x, y| (20..60).contains(&x) && (20..40).contains(&y)),
        ("chequers", ReadError::FinderPattern, |x, y| (x + y) % 2 == 0),
        ("dot", ReadError::FinderPattern, |x, y| (x, y) == (50, 50)),
    ];
    for (name, why, ink) in shapes {
        let drawing = Drawing::from_fn(100, 100, |x, y| u8::from(ink(x, y)) * 255);
        assert_eq!(drawing.read_black(), Err(why), "{name}");
    }
}

#[test]
fn sizes_that_no_symbol_has_are_refused() {
    let finder = drawn(&version_7());
    // As in Micro QR: one finder pattern, timing patterns along the upper and the left edge.
    for (modules, why) in [
        (7, ReadError::FinderPattern),
        (11, ReadError::Size),
        (13, ReadError::Size),
        (15, ReadError::Size),
        (17, ReadError::Size),
    ] {
        let end = (4 + modules) * PIXELS;
        let micro = Drawing::from_fn(end, end, |x, y| {
            let timing = (x / PIXELS == 4 || y / PIXELS == 4) && (x.max(y) / PIXELS).is_multiple_of(2);
            if x.max(y) / PIXELS < 12 { finder.at(x, y) } else { u8::from(timing) * 255 }
        });
        assert_eq!(micro.read_black(), Err(why), "{modules}");
    }
    // One finder pattern of seven pixels in the corner of a dark square that is too wide for it.
    let wide = Drawing::from_fn(240, 240, |x, y| {
        if x < 8 && y < 8 { finder.at((x + 4) * PIXELS, (y + 4) * PIXELS) } else { 255 }
    });
    assert_eq!(wide.read_black(), Err(ReadError::Size));
}

#[test]
fn contrast_is_measured_in_grey_levels_on_white() {
    let symbol = Recipe::small().symbol();
    let drawing = drawn(&symbol);
    for (dark, light, good) in [
        (BLACK, WHITE, true),
        ([100, 100, 100, 255], [164, 164, 164, 255], true),
        ([100, 100, 100, 255], [163, 163, 163, 255], false),
        ([190, 190, 190, 255], WHITE, true),
        ([192, 192, 192, 255], WHITE, false),
        // Navy on yellow has contrast, yellow on white has none.
        ([0, 0, 128, 255], [255, 255, 0, 255], true),
        ([255, 255, 0, 255], WHITE, false),
        // A transparent background of any colour; ink that is half, and almost fully transparent.
        (BLACK, [0; 4], true),
        (BLACK, [255, 0, 0, 0], true),
        ([0, 0, 0, 128], [0; 4], true),
        ([0, 0, 0, 40], [0; 4], false),
        // White on a transparent background.
        (WHITE, [0; 4], false),
    ] {
        let expected = if good { Ok(symbol.clone()) } else { Err(ReadError::LowContrast) };
        assert_eq!(drawing.read(dark, light), expected, "{dark:?} on {light:?}");
    }
}

#[test]
fn light_on_dark_is_refused_with_and_without_quiet_zone() {
    for quiet in [0, 1, 4] {
        let drawing = Drawing::of(&version_7(), Raster::whole(3, quiet));
        assert_eq!(drawing.read(WHITE, BLACK), Err(ReadError::Inverted), "{quiet}");
        let wide = Drawing::from_fn(drawing.width + 40, drawing.height, |x, y| drawing.at(x, y));
        assert_eq!(wide.read(WHITE, BLACK), Err(ReadError::Inverted), "{quiet}");
    }
}

#[test]
fn rotated_and_mirrored_symbols_are_refused() {
    let symbol = version_7();
    let end = symbol.side() - 1;
    for (name, why, rotated) in [
        ("a quarter", ReadError::FinderPattern, changed(&symbol, |x, y, _| symbol.is_dark(y, end - x))),
        ("half", ReadError::FinderPattern, changed(&symbol, |x, y, _| symbol.is_dark(end - x, end - y))),
        ("three quarters", ReadError::TimingPattern, changed(&symbol, |x, y, _| symbol.is_dark(end - y, x))),
        ("mirrored", ReadError::DarkModule, changed(&symbol, |x, y, _| symbol.is_dark(y, x))),
    ] {
        assert_eq!(read_drawn(&rotated), Err(why), "{name}");
    }
}

#[test]
fn damaged_images_are_refused() {
    let symbol = Recipe::small().symbol();
    let middle = symbol.side() / 2;
    assert_eq!(read_drawn(&symbol), Ok(symbol.clone()), "pristine");
    assert_eq!(drawn(&symbol).read(BLACK, [0; 4]), Ok(symbol.clone()), "transparent");
    assert_eq!(read_drawn(&flipped(&symbol, (3, 3))), Err(ReadError::FinderPattern), "damaged finder");

    let mut mixed = drawn(&symbol);
    invert_half(&mut mixed, usize::from(middle), usize::from(middle));
    assert_eq!(mixed.read_black(), Err(ReadError::UnclearModule), "mixed module");

    let near = |at: u8| at.abs_diff(middle);
    let covered =
        changed(
            &symbol,
            |x, y, dark| {
                if near(x) <= 2 && near(y) <= 2 { near(x).max(near(y)) == 1 } else { dark }
            },
        );
    let mut logo = drawn(&covered);
    for row in middle - 2..=middle + 2 {
        for column in middle - 2..=middle + 2 {
            invert_half(&mut logo, usize::from(column), usize::from(row));
        }
    }
    assert_eq!(logo.read_black(), Err(ReadError::UnclearModule), "logo");
    assert_eq!(read_drawn(&covered), Err(ReadError::Codewords), "logo of whole modules");
}

#[test]
fn blur_is_refused_before_it_is_misread() {
    let symbol = Recipe::small().symbol();
    let sharp = drawn(&symbol);
    let blurred = |radius: usize| super::effects::blurred(&sharp, radius).read_black();
    assert_eq!(blurred(0), Ok(symbol.clone()));
    for radius in 1..8 {
        assert!(blurred(radius).map_or(true, |read| read == symbol), "{radius}");
    }
    for radius in 3..8 {
        assert!(blurred(radius).is_err(), "{radius}");
    }
}
