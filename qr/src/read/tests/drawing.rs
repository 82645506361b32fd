//! Makes symbols of any version, level and mask, and draws them as pixels.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::{ReadError, Symbol};

/// The parameters of a symbol.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// The version, 1 to 40.
    pub version: u8,
    /// The level, from 0 for L to 3 for H.
    pub level: u8,
    /// The mask, 0 to 7.
    pub mask: u8,
    /// The message. It is cut to seven bytes, which fit every symbol, if the symbol is too small for it.
    pub text: Vec<u8>,
}

impl Recipe {
    /// Returns the parameters of a symbol of version 2, level M, mask 3.
    pub fn small() -> Self {
        Self { version: 2, level: 1, mask: 3, text: b"1827098".to_vec() }
    }

    /// Encodes the symbol with an encoder that takes all of these parameters.
    pub fn symbol(&self) -> Symbol {
        let level = [QrCodeEcc::Low, QrCodeEcc::Medium, QrCodeEcc::Quartile, QrCodeEcc::High]
            [usize::from(self.level)];
        let version = Version::new(self.version);
        let symbol = [self.text.len(), 7]
            .into_iter()
            .find_map(|max_length| {
                let text = &self.text[..max_length.min(self.text.len())];
                QrCode::encode_segments_advanced(
                    &[QrSegment::make_bytes(text)],
                    level,
                    version,
                    version,
                    Some(Mask::new(self.mask)),
                    false,
                )
                .ok()
            })
            .expect("seven bytes fit");
        symbol_of(&symbol)
    }
}

/// Converts a symbol of the other encoder.
pub fn symbol_of(symbol: &QrCode) -> Symbol {
    let side = symbol.size();
    let dark = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    Symbol::from_modules(
        u8::try_from(side).expect("small"),
        dark.map(|(x, y)| symbol.get_module(x, y)).collect(),
    )
    .expect("a symbol's size")
}

/// Returns a symbol with the colour of each module set by a function.
pub fn changed(symbol: &Symbol, mut colour: impl FnMut(u8, u8, bool) -> bool) -> Symbol {
    let side = symbol.side();
    let dark = (0..side)
        .zip(symbol.rows())
        .flat_map(|(y, row)| (0..side).zip(row).map(|(x, dark)| colour(x, y, *dark)).collect::<Vec<bool>>());
    Symbol::from_modules(side, dark.collect()).expect("the same size")
}

/// Returns a symbol with one module inverted.
pub fn flipped(symbol: &Symbol, at: (u8, u8)) -> Symbol {
    changed(symbol, |x, y, dark| dark ^ ((x, y) == at))
}

/// An image as the amount of ink of each pixel, 0 to 255, before it has colours.
#[derive(Clone)]
pub struct Drawing {
    pub width: usize,
    pub height: usize,
    pub ink: Vec<u8>,
}

/// The layout of a drawing: `size` pixels a module, a quiet zone of `quiet` modules, shifted by less than a
/// pixel.
#[derive(Clone, Copy, Debug)]
pub struct Raster {
    pub size: f64,
    pub quiet: u8,
    pub shift: (f64, f64),
    /// Whether a pixel has the colour at its centre instead of the average of its area.
    pub nearest: bool,
}

impl Raster {
    /// Creates a layout of modules with whole pixels.
    pub fn whole(size: u8, quiet: u8) -> Self {
        Self { size: f64::from(size), quiet, shift: (0.0, 0.0), nearest: false }
    }

    /// Returns the modules under each pixel in one direction, with the fraction that each covers.
    fn shares(self, side: u8, shift: f64) -> Vec<Vec<(i32, f64)>> {
        let pixels = (f64::from(side + 2 * self.quiet) * self.size + shift).ceil();
        let mut shares = Vec::new();
        let mut start = 0.0;
        while start < pixels - 1e-9 {
            let at = |pixel: f64| (pixel - shift) / self.size - f64::from(self.quiet);
            let mut parts = Vec::new();
            if self.nearest {
                parts.push((whole(at(start + 0.5)), 1.0));
            } else {
                let (first, last) = (at(start), at(start + 1.0));
                for module in whole(first + 1e-9)..=whole(last - 1e-9) {
                    let share = (f64::from(module) + 1.0).min(last) - f64::from(module).max(first);
                    parts.push((module, share * self.size));
                }
            }
            shares.push(parts);
            start += 1.0;
        }
        shares
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a few thousand at most")]
fn whole(number: f64) -> i32 {
    number.floor() as i32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
pub fn byte(number: f64) -> u8 {
    number.round().clamp(0.0, 255.0) as u8
}

impl Drawing {
    /// Draws a symbol.
    pub fn of(symbol: &Symbol, raster: Raster) -> Self {
        let (across, down) =
            (raster.shares(symbol.side(), raster.shift.0), raster.shares(symbol.side(), raster.shift.1));
        let module = |x: i32, y: i32| {
            let (Ok(x), Ok(y)) = (u8::try_from(x), u8::try_from(y)) else { return 0.0 };
            if symbol.is_dark(x, y) { 255.0 } else { 0.0 }
        };
        let mut ink = Vec::with_capacity(across.len() * down.len());
        for rows in &down {
            for columns in &across {
                let pairs = rows.iter().flat_map(|row| columns.iter().map(move |column| (row, column)));
                ink.push(byte(pairs.map(|(row, column)| row.1 * column.1 * module(column.0, row.0)).sum()));
            }
        }
        Self { width: across.len(), height: down.len(), ink }
    }

    /// Creates a drawing from a function of the pixel.
    pub fn from_fn(width: usize, height: usize, mut ink: impl FnMut(usize, usize) -> u8) -> Self {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self { width, height, ink: pixels.map(|(x, y)| ink(x, y)).collect() }
    }

    /// Returns the ink of a pixel, none outside.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width && y < self.height { self.ink[y * self.width + x] } else { 0 }
    }

    /// Returns the pixels in colours, from `light` without ink to `dark` with full ink.
    pub fn rgba(&self, dark: [u8; 4], light: [u8; 4]) -> Vec<u8> {
        let table: Vec<[u8; 4]> = (0..=255)
            .map(|ink| {
                let channel = |n: usize| {
                    let (dark, light) = (f64::from(dark[n]), f64::from(light[n]));
                    byte(light + (dark - light) * f64::from(ink) / 255.0)
                };
                [channel(0), channel(1), channel(2), channel(3)]
            })
            .collect();
        self.ink.iter().flat_map(|ink| table[usize::from(*ink)]).collect()
    }

    /// Reads the drawing in these colours.
    pub fn read(&self, dark: [u8; 4], light: [u8; 4]) -> Result<Symbol, ReadError> {
        let side = |pixels: usize| u16::try_from(pixels).expect("small");
        Symbol::from_rgba(side(self.width), side(self.height), &self.rgba(dark, light))
    }

    /// Reads the drawing in black and white.
    pub fn read_black(&self) -> Result<Symbol, ReadError> {
        self.read([0, 0, 0, 255], [255; 4])
    }
}
