//! QR symbols as pixels and PNG files.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, Compression, Encoder};
use qrcode::{Color, EcLevel, QrCode};

/// Width of a module in pixels.
pub const MODULE_PIXELS: usize = 4;

/// Width of the quiet zone in modules (ISO/IEC 18004).
pub const QUIET_ZONE_MODULES: usize = 4;

/// A square image of dark and light pixels.
#[derive(Clone, Debug)]
pub struct Symbol {
    side: usize,
    dark: Vec<bool>,
}

impl Symbol {
    /// Encodes a text as QR symbol of error correction level M with a quiet zone. Returns `None` if it is too
    /// long.
    #[must_use]
    pub fn encode(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let modules = code.width();
        let side = (modules + 2 * QUIET_ZONE_MODULES) * MODULE_PIXELS;
        let mut symbol = Self { side, dark: vec![false; side * side] };
        for (index, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                symbol.paint_module(index % modules, index / modules, true);
            }
        }
        Some(symbol)
    }

    /// Returns the number of modules of a side, without the quiet zone.
    #[must_use]
    pub const fn modules(&self) -> usize {
        self.side / MODULE_PIXELS - 2 * QUIET_ZONE_MODULES
    }

    /// Sets the colour of a module. Columns and rows count from the upper left module.
    pub fn paint_module(&mut self, column: usize, row: usize, dark: bool) {
        let (left, top) = first_pixel_of(column, row);
        for y in top..top + MODULE_PIXELS {
            for x in left..left + MODULE_PIXELS {
                self.paint(x, y, dark);
            }
        }
    }

    /// Inverts the left half of a module, so that its colour is ambiguous.
    pub fn split_module(&mut self, column: usize, row: usize) {
        let (left, top) = first_pixel_of(column, row);
        for y in top..top + MODULE_PIXELS {
            for x in left..left + MODULE_PIXELS / 2 {
                let is_dark = self.is_dark(x, y);
                self.paint(x, y, !is_dark);
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

    /// Returns a PNG with one bit per pixel.
    #[must_use]
    pub fn png(&self) -> Option<Vec<u8>> {
        let bytes: Vec<u8> = self.dark.chunks(self.side).flat_map(|row| row.chunks(8).map(pack)).collect();
        encode_png(self.side, ColorType::Grayscale, BitDepth::One, &bytes)
    }

    /// Returns a PNG of black pixels on a transparent background.
    #[must_use]
    pub fn transparent_png(&self) -> Option<Vec<u8>> {
        let bytes: Vec<u8> =
            self.dark.iter().flat_map(|dark| [0, 0, 0, if *dark { 255 } else { 0 }]).collect();
        encode_png(self.side, ColorType::Rgba, BitDepth::Eight, &bytes)
    }

    /// Returns the PNG as `data:image/png;base64,…`.
    #[must_use]
    pub fn data_url(&self) -> Option<String> {
        self.png().map(|png| format!("data:image/png;base64,{}", STANDARD.encode(png)))
    }
}

/// Returns the upper left pixel of a module.
const fn first_pixel_of(column: usize, row: usize) -> (usize, usize) {
    ((column + QUIET_ZONE_MODULES) * MODULE_PIXELS, (row + QUIET_ZONE_MODULES) * MODULE_PIXELS)
}

/// Packs eight pixels into a byte, the leftmost in the highest bit. A set bit is light.
fn pack(pixels: &[bool]) -> u8 {
    pixels.iter().enumerate().fold(0, |byte, (index, dark)| if *dark { byte } else { byte | (0x80 >> index) })
}

fn encode_png(side: usize, color: ColorType, depth: BitDepth, bytes: &[u8]) -> Option<Vec<u8>> {
    let side = u32::try_from(side).ok()?;
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, side, side);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Fast);
    encoder.write_header().ok()?.write_image_data(bytes).ok()?;
    Some(png)
}

/// Returns only the header of a PNG with sides of this many pixels: a small file that claims a huge image.
#[must_use]
pub fn png_header_only(side: u32) -> Option<Vec<u8>> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    drop(encoder.write_header().ok()?);
    Some(png)
}
