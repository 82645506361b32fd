//! QR symbols as pixels and as PNG.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, Compression, Encoder};
use qrcode::{Color, EcLevel, QrCode};

/// Pixels a module is wide.
pub const SCALE: usize = 4;

/// Light modules around the symbol.
pub const QUIET: usize = 4;

/// A square picture of dark and light pixels.
#[derive(Clone, Debug)]
pub struct Symbol {
    side: usize,
    dark: Vec<bool>,
}

impl Symbol {
    /// The QR symbol of a text, level M, pristine: whole-pixel modules and a full quiet zone. `None` if it is too long.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let modules = code.width();
        let side = (modules + 2 * QUIET) * SCALE;
        let mut symbol = Self { side, dark: vec![false; side * side] };
        for (index, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                symbol.paint_module(index % modules, index / modules, true);
            }
        }
        Some(symbol)
    }

    /// Modules along one side, without the quiet zone.
    #[must_use]
    pub const fn modules(&self) -> usize {
        self.side / SCALE - 2 * QUIET
    }

    /// Colours one module, counted from the symbol's upper left corner.
    pub fn paint_module(&mut self, column: usize, row: usize, dark: bool) {
        let (left, top) = ((column + QUIET) * SCALE, (row + QUIET) * SCALE);
        for y in top..top + SCALE {
            for x in left..left + SCALE {
                self.paint(x, y, dark);
            }
        }
    }

    /// Turns the left half of a module into the other colour, so that it has none.
    pub fn split_module(&mut self, column: usize, row: usize) {
        let (left, top) = ((column + QUIET) * SCALE, (row + QUIET) * SCALE);
        for y in top..top + SCALE {
            for x in left..left + SCALE / 2 {
                let other = !self.is_dark(x, y);
                self.paint(x, y, other);
            }
        }
    }

    fn paint(&mut self, x: usize, y: usize, dark: bool) {
        if let Some(pixel) = self.dark.get_mut(y * self.side + x) {
            *pixel = dark;
        }
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark.get(y * self.side + x).copied().unwrap_or_default()
    }

    /// A PNG of one bit per pixel.
    #[must_use]
    pub fn png(&self) -> Option<Vec<u8>> {
        let bytes: Vec<u8> = self.dark.chunks(self.side).flat_map(|row| row.chunks(8).map(packed)).collect();
        encoded(self.side, ColorType::Grayscale, BitDepth::One, &bytes)
    }

    /// A PNG of black pixels on nothing: transparency counts as light.
    #[must_use]
    pub fn transparent_png(&self) -> Option<Vec<u8>> {
        let bytes: Vec<u8> =
            self.dark.iter().flat_map(|dark| [0, 0, 0, if *dark { 255 } else { 0 }]).collect();
        encoded(self.side, ColorType::Rgba, BitDepth::Eight, &bytes)
    }

    /// `data:image/png;base64,…`
    #[must_use]
    pub fn data_url(&self) -> Option<String> {
        self.png().map(|png| format!("data:image/png;base64,{}", STANDARD.encode(png)))
    }
}

/// Eight pixels to a byte, the leftmost in the highest bit; a set bit is light.
fn packed(pixels: &[bool]) -> u8 {
    pixels.iter().enumerate().fold(0, |byte, (index, dark)| if *dark { byte } else { byte | (0x80 >> index) })
}

fn encoded(side: usize, color: ColorType, depth: BitDepth, bytes: &[u8]) -> Option<Vec<u8>> {
    let side = u32::try_from(side).ok()?;
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, side, side);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Fast);
    encoder.write_header().ok()?.write_image_data(bytes).ok()?;
    Some(png)
}

/// Only the header of a PNG that claims this side: a small file that promises gigabytes.
#[must_use]
pub fn png_header_only(side: u32) -> Option<Vec<u8>> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    drop(encoder.write_header().ok()?);
    Some(png)
}
