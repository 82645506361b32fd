//! Distortions of a drawn symbol.

use proptest::prelude::*;

use super::drawing::{Drawing, Raster, Recipe, changed, flipped};
use super::effects::{blurred, cropped, logo, noisy, resized, scratched, specked};
use crate::{ReadError, Symbol};

/// A distortion with its random parameters.
#[derive(Clone, Debug)]
pub enum Distortion {
    /// None: whole pixels, black on white.
    Pristine,
    /// Two other opaque colours.
    Colours([u8; 3], [u8; 3]),
    /// Ink of any opacity on a transparent background, whose colour does not count.
    Alpha([u8; 3], u8, [u8; 3]),
    /// Edges softened by one pixel on either side.
    SoftEdges,
    /// Modules of whole pixels, shifted by less than a pixel.
    Shifted(f64, f64),
    /// Modules of fractional width, each pixel with the colour at its centre.
    Nearest(f64, f64),
    /// Modules of fractional width, each pixel with the average colour of its area.
    Averaged(f64, f64),
    /// Modules of whole pixels, resized with linear interpolation.
    Resized(f64),
    /// Box blur with this radius.
    Blur(usize),
    /// Noise of at most this amplitude, with a seed.
    Noise(u8, u64),
    /// These modules in the other colour.
    Flipped(Vec<(u8, u8)>),
    /// The left half of a module in the other colour.
    Mixed(u8, u8),
    /// A light square with a dark frame in the middle, with this percentage of the width.
    Logo(u8),
    /// A horizontal line of one pixel at a fraction of the height; dark if `true`.
    Scratch(f64, bool),
    /// A dark pixel at these fractions of width and height.
    Speck(f64, f64),
    /// These numbers of pixels cut off on the right and below.
    Cropped(u8, u8),
    /// Stretched vertically by this number of pixels.
    Stretched(u8),
    /// Rotated by this number of quarter turns; mirrored before if `true`.
    Rotated(u8, bool),
    /// Light on dark.
    Inverted,
}

/// A symbol, the size of its modules, and a distortion.
#[derive(Clone, Debug)]
pub struct Case {
    pub recipe: Recipe,
    /// Pixels a module before the distortion, 1 to 20.
    pub size: u8,
    /// The width of the quiet zone in modules, 0 to 10.
    pub quiet: u8,
    pub distortion: Distortion,
}

/// The promised result of reading a distorted symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// The symbol that was drawn.
    Read,
    /// The symbol that was drawn, or an error.
    ReadOrRefused,
    /// An error.
    Refused,
}

impl Case {
    /// Returns the symbol that was drawn, and the result of reading it.
    pub fn run(&self) -> (Symbol, Result<Symbol, ReadError>) {
        let symbol = self.recipe.symbol();
        let whole = Raster::whole(self.size, self.quiet);
        let draw = |size: f64, shift, nearest| {
            Drawing::of(&symbol, Raster { size: f64::from(self.size) + size, shift, nearest, ..whole })
        };
        let plain = || Drawing::of(&symbol, whole);
        let of = |changed: &Symbol| Drawing::of(changed, whole);
        let (black, white) = ([0, 0, 0, 255], [255; 4]);
        let opaque = |[r, g, b]: [u8; 3], alpha| [r, g, b, alpha];
        let end = symbol.side() - 1;
        let (drawing, dark, light) = match &self.distortion {
            Distortion::Pristine => (plain(), black, white),
            Distortion::Colours(dark, light) => (plain(), opaque(*dark, 255), opaque(*light, 255)),
            Distortion::Alpha(dark, alpha, light) => (plain(), opaque(*dark, *alpha), opaque(*light, 0)),
            Distortion::SoftEdges => (blurred(&plain(), 1), black, white),
            Distortion::Shifted(x, y) => (draw(0.0, (*x, *y), false), black, white),
            Distortion::Nearest(size, x) => (draw(*size, (*x, *x), true), black, white),
            Distortion::Averaged(size, x) => (draw(*size, (*x, *x), false), black, white),
            Distortion::Resized(factor) => (resized(&plain(), *factor), black, white),
            Distortion::Blur(radius) => (blurred(&plain(), *radius), black, white),
            Distortion::Noise(amplitude, seed) => (noisy(&plain(), *amplitude, *seed), black, white),
            Distortion::Flipped(places) => {
                let place = |at: &(u8, u8)| (at.0 % (end + 1), at.1 % (end + 1));
                (of(&places.iter().map(place).fold(symbol.clone(), |m, at| flipped(&m, at))), black, white)
            }
            Distortion::Mixed(x, y) => (self.mixed(&plain(), x % (end + 1), y % (end + 1)), black, white),
            Distortion::Logo(percent) => (logo(&plain(), *percent), black, white),
            Distortion::Scratch(at, dark) => (scratched(plain(), *at, *dark), black, white),
            Distortion::Speck(x, y) => (specked(plain(), *x, *y), black, white),
            Distortion::Cropped(x, y) => (cropped(&plain(), *x, *y), black, white),
            Distortion::Stretched(by) => {
                let drawing = plain();
                let by = usize::from(*by);
                let height = drawing.height + by;
                let row = |y| y * drawing.height / height;
                (Drawing::from_fn(drawing.width, height, |x, y| drawing.at(x, row(y))), black, white)
            }
            Distortion::Rotated(quarters, mirrored) => {
                let rotated = changed(&symbol, |x, y, _| {
                    let (x, y) = if *mirrored { (y, x) } else { (x, y) };
                    let (x, y) =
                        [(x, y), (y, end - x), (end - x, end - y), (end - y, x)][usize::from(*quarters)];
                    symbol.is_dark(x, y)
                });
                (of(&rotated), black, white)
            }
            Distortion::Inverted => (plain(), white, black),
        };
        (symbol, drawing.read(dark, light))
    }

    /// Returns the number of pixels a module after the distortion.
    pub fn module_size(&self) -> f64 {
        let size = f64::from(self.size);
        match &self.distortion {
            Distortion::Nearest(more, _) | Distortion::Averaged(more, _) => size + more,
            Distortion::Resized(factor) => size * factor,
            _ => size,
        }
    }

    /// Returns the promise of the documentation for this case.
    pub fn promise(&self) -> Promise {
        match &self.distortion {
            Distortion::Pristine => Promise::Read,
            Distortion::Shifted(..) | Distortion::Nearest(..) | Distortion::Averaged(..)
                if self.size >= 4 =>
            {
                Promise::Read
            }
            Distortion::SoftEdges if self.size >= 4 => Promise::Read,
            Distortion::Flipped(places) if places.len() == 1 => Promise::Refused,
            Distortion::Inverted => Promise::Refused,
            Distortion::Rotated(quarters, mirrored) if *quarters > 0 || *mirrored => Promise::Refused,
            _ => Promise::ReadOrRefused,
        }
    }

    /// Inverts the left half of a module, or all of it if it is one pixel wide.
    fn mixed(&self, drawing: &Drawing, x: u8, y: u8) -> Drawing {
        let size = usize::from(self.size);
        let (x0, y0) = (usize::from(x + self.quiet) * size, usize::from(y + self.quiet) * size);
        Drawing::from_fn(drawing.width, drawing.height, |x, y| {
            let inside = (x0..x0 + size.div_ceil(2)).contains(&x) && (y0..y0 + size).contains(&y);
            drawing.at(x, y) ^ if inside { 255 } else { 0 }
        })
    }
}

/// Generates cases with a distortion of one kind, 0 to 18, and images up to `max_pixels` wide.
pub fn cases(kind: usize, max_pixels: u16) -> impl Strategy<Value = Case> {
    let recipe = (1..=40_u8, 0..4_u8, 0..8_u8, prop::collection::vec(any::<u8>(), 0..300))
        .prop_map(|(version, level, mask, text)| Recipe { version, level, mask, text });
    (recipe, 1..=20_u8, 0..=10_u8, distortions(kind)).prop_map(move |(recipe, size, quiet, distortion)| {
        let across = 17 + 4 * u16::from(recipe.version) + 2 * u16::from(quiet);
        let max_size = u8::try_from((max_pixels / across).clamp(1, 20)).expect("small");
        Case { recipe, size: (size - 1) % max_size + 1, quiet, distortion }
    })
}

/// The names of the kinds of distortion.
pub const KINDS: [&str; 19] = [
    "pristine",
    "two colours",
    "transparent background",
    "soft edges",
    "shifted within a pixel",
    "fractional width, nearest",
    "fractional width, averaged",
    "resized, linear",
    "blur",
    "noise",
    "modules flipped",
    "mixed module",
    "logo",
    "scratch",
    "speck",
    "cropped",
    "stretched",
    "rotated or mirrored",
    "inverted",
];

fn distortions(kind: usize) -> BoxedStrategy<Distortion> {
    let fraction = 0.0..1.0_f64;
    match kind {
        0 => Just(Distortion::Pristine).boxed(),
        1 => any::<([u8; 3], [u8; 3])>().prop_map(|(d, l)| Distortion::Colours(d, l)).boxed(),
        2 => any::<([u8; 3], u8, [u8; 3])>().prop_map(|(d, a, l)| Distortion::Alpha(d, a, l)).boxed(),
        3 => Just(Distortion::SoftEdges).boxed(),
        4 => (fraction.clone(), fraction).prop_map(|(x, y)| Distortion::Shifted(x, y)).boxed(),
        5 => (fraction.clone(), fraction).prop_map(|(size, x)| Distortion::Nearest(size, x)).boxed(),
        6 => (fraction.clone(), fraction).prop_map(|(size, x)| Distortion::Averaged(size, x)).boxed(),
        7 => (0.3..2.0_f64).prop_map(Distortion::Resized).boxed(),
        8 => (1..8_usize).prop_map(Distortion::Blur).boxed(),
        9 => {
            (1..=255_u8, 1..u64::MAX).prop_map(|(amplitude, seed)| Distortion::Noise(amplitude, seed)).boxed()
        }
        10 => prop::collection::vec(any::<(u8, u8)>(), 1..6).prop_map(Distortion::Flipped).boxed(),
        11 => any::<(u8, u8)>().prop_map(|(x, y)| Distortion::Mixed(x, y)).boxed(),
        12 => (1..40_u8).prop_map(Distortion::Logo).boxed(),
        13 => (fraction, any::<bool>()).prop_map(|(at, dark)| Distortion::Scratch(at, dark)).boxed(),
        14 => (fraction.clone(), fraction).prop_map(|(x, y)| Distortion::Speck(x, y)).boxed(),
        15 => (0..40_u8, 0..40_u8).prop_map(|(x, y)| Distortion::Cropped(x, y)).boxed(),
        16 => (1..20_u8).prop_map(Distortion::Stretched).boxed(),
        17 => (0..4_u8, any::<bool>())
            .prop_map(|(quarters, mirrored)| Distortion::Rotated(quarters, mirrored))
            .boxed(),
        _ => Just(Distortion::Inverted).boxed(),
    }
}
