//! What can happen to a drawn symbol.

use proptest::prelude::*;

use super::drawing::{Drawing, Raster, Recipe, changed, flipped};
use super::effects::{blurred, cropped, logo, noisy, resized, scratched, specked};
use crate::{ReadError, Symbol};

/// One thing that can happen, with all that is random in it.
#[derive(Clone, Debug)]
pub enum Distortion {
    /// Nothing: whole pixels, black on white.
    Pristine,
    /// Two opaque colours.
    Colours([u8; 3], [u8; 3]),
    /// Ink of some opacity on a ground of some colour that is transparent.
    Alpha([u8; 3], u8, [u8; 3]),
    /// Every border is softened by one pixel on either side.
    SoftBorders,
    /// Whole pixels a module, but the picture begins within a pixel.
    Shifted(f64, f64),
    /// Symbol of broken width, every pixel as its middle.
    Nearest(f64, f64),
    /// Symbol of broken width, every pixel as the average of what it covers.
    Averaged(f64, f64),
    /// Drawn with whole pixels, then brought to another size with linear interpolation.
    Resized(f64),
    /// Each pixel the average of the square of this radius around it.
    Blur(usize),
    /// Each pixel changed by at most so much.
    Noise(u8, u64),
    /// So many modules in the other colour.
    Flipped(Vec<(u8, u8)>),
    /// The left half of a module in the other colour.
    Mixed(u8, u8),
    /// A light square with a dark frame in the middle, so many percent of the side wide.
    Logo(u8),
    /// A line of one pixel, light or dark, across at a share of the height.
    Scratch(f64, bool),
    /// A dark pixel anywhere.
    Speck(f64, f64),
    /// So many pixels cut off on the right and below.
    Cropped(u8, u8),
    /// Higher than wide by so many pixels.
    Stretched(u8),
    /// Turned by quarters, and perhaps mirrored before.
    Turned(u8, bool),
    /// Light on dark.
    Inverted,
}

/// A symbol, how large it is drawn and what happens to it.
#[derive(Clone, Debug)]
pub struct Case {
    pub recipe: Recipe,
    /// Pixels a module before the distortion, 1 to 20.
    pub size: u8,
    /// Symbol around the symbol, 0 to 10.
    pub quiet: u8,
    pub distortion: Distortion,
}

/// What may come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// The modules.
    Read,
    /// The modules or a refusal.
    ReadOrRefused,
    /// A refusal.
    Refused,
}

impl Case {
    /// What was drawn and what was read.
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
            Distortion::SoftBorders => (blurred(&plain(), 1), black, white),
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
                (Drawing::made(drawing.width, height, |x, y| drawing.at(x, row(y))), black, white)
            }
            Distortion::Turned(quarters, mirrored) => {
                let turned = changed(&symbol, |x, y, _| {
                    let (x, y) = if *mirrored { (y, x) } else { (x, y) };
                    let (x, y) =
                        [(x, y), (y, end - x), (end - x, end - y), (end - y, x)][usize::from(*quarters)];
                    symbol.is_dark(x, y)
                });
                (of(&turned), black, white)
            }
            Distortion::Inverted => (plain(), white, black),
        };
        (symbol, drawing.sampled(dark, light))
    }

    /// Pixels a module in the end.
    pub fn module_size(&self) -> f64 {
        let size = f64::from(self.size);
        match &self.distortion {
            Distortion::Nearest(more, _) | Distortion::Averaged(more, _) => size + more,
            Distortion::Resized(factor) => size * factor,
            _ => size,
        }
    }

    /// What the documentation promises for this case.
    pub fn promise(&self) -> Promise {
        match &self.distortion {
            Distortion::Pristine => Promise::Read,
            Distortion::Shifted(..) | Distortion::Nearest(..) | Distortion::Averaged(..)
                if self.size >= 4 =>
            {
                Promise::Read
            }
            Distortion::SoftBorders if self.size >= 4 => Promise::Read,
            Distortion::Flipped(places) if places.len() == 1 => Promise::Refused,
            Distortion::Inverted => Promise::Refused,
            Distortion::Turned(quarters, mirrored) if *quarters > 0 || *mirrored => Promise::Refused,
            _ => Promise::ReadOrRefused,
        }
    }

    /// The left half of a module in the other colour; all of it where it is one pixel wide.
    fn mixed(&self, drawing: &Drawing, x: u8, y: u8) -> Drawing {
        let size = usize::from(self.size);
        let (x0, y0) = (usize::from(x + self.quiet) * size, usize::from(y + self.quiet) * size);
        Drawing::made(drawing.width, drawing.height, |x, y| {
            let inside = (x0..x0 + size.div_ceil(2)).contains(&x) && (y0..y0 + size).contains(&y);
            drawing.at(x, y) ^ if inside { 255 } else { 0 }
        })
    }
}

/// Cases in which one thing happens, of the kind with this number, 0 to 18.
pub fn cases(kind: usize, most_pixels: u16) -> impl Strategy<Value = Case> {
    let recipe = (1..=40_u8, 0..4_u8, 0..8_u8, prop::collection::vec(any::<u8>(), 0..300))
        .prop_map(|(version, level, mask, text)| Recipe { version, level, mask, text });
    (recipe, 1..=20_u8, 0..=10_u8, distortions(kind)).prop_map(move |(recipe, size, quiet, distortion)| {
        let across = 17 + 4 * u16::from(recipe.version) + 2 * u16::from(quiet);
        let most = u8::try_from((most_pixels / across).clamp(1, 20)).expect("small");
        Case { recipe, size: (size - 1) % most + 1, quiet, distortion }
    })
}

/// The names of the kinds, in the order of their numbers.
pub const KINDS: [&str; 19] = [
    "pristine",
    "two colours",
    "transparent ground",
    "soft borders",
    "moved within a pixel",
    "broken width, nearest",
    "broken width, averaged",
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
    "turned or mirrored",
    "inverted",
];

fn distortions(kind: usize) -> BoxedStrategy<Distortion> {
    let part = 0.0..1.0_f64;
    match kind {
        0 => Just(Distortion::Pristine).boxed(),
        1 => any::<([u8; 3], [u8; 3])>().prop_map(|(d, l)| Distortion::Colours(d, l)).boxed(),
        2 => any::<([u8; 3], u8, [u8; 3])>().prop_map(|(d, a, l)| Distortion::Alpha(d, a, l)).boxed(),
        3 => Just(Distortion::SoftBorders).boxed(),
        4 => (part.clone(), part).prop_map(|(x, y)| Distortion::Shifted(x, y)).boxed(),
        5 => (part.clone(), part).prop_map(|(size, x)| Distortion::Nearest(size, x)).boxed(),
        6 => (part.clone(), part).prop_map(|(size, x)| Distortion::Averaged(size, x)).boxed(),
        7 => (0.3..2.0_f64).prop_map(Distortion::Resized).boxed(),
        8 => (1..8_usize).prop_map(Distortion::Blur).boxed(),
        9 => (1..=255_u8, 1..u64::MAX).prop_map(|(most, seed)| Distortion::Noise(most, seed)).boxed(),
        10 => prop::collection::vec(any::<(u8, u8)>(), 1..6).prop_map(Distortion::Flipped).boxed(),
        11 => any::<(u8, u8)>().prop_map(|(x, y)| Distortion::Mixed(x, y)).boxed(),
        12 => (1..40_u8).prop_map(Distortion::Logo).boxed(),
        13 => (part, any::<bool>()).prop_map(|(at, dark)| Distortion::Scratch(at, dark)).boxed(),
        14 => (part.clone(), part).prop_map(|(x, y)| Distortion::Speck(x, y)).boxed(),
        15 => (0..40_u8, 0..40_u8).prop_map(|(x, y)| Distortion::Cropped(x, y)).boxed(),
        16 => (1..20_u8).prop_map(Distortion::Stretched).boxed(),
        17 => (0..4_u8, any::<bool>())
            .prop_map(|(quarters, mirrored)| Distortion::Turned(quarters, mirrored))
            .boxed(),
        _ => Just(Distortion::Inverted).boxed(),
    }
}
