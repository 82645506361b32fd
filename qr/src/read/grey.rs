//! Converts an image to grey levels and finds the threshold between dark and light.

use super::ReadError;

/// The least difference between the average dark and the average light level, a quarter of the range.
const MIN_CONTRAST: u8 = 64;

/// An image in grey levels from 0, black, to 255, white, with the threshold between dark and light.
pub(super) struct GreyImage {
    width: usize,
    levels: Vec<u8>,
    /// The highest dark level, halfway between the average dark and the average light level.
    threshold: u8,
    /// The distance from the threshold up to which a level is uncertain, a sixth of the contrast.
    margin: u8,
}

impl GreyImage {
    /// Converts RGBA pixels, with transparent ones as white.
    pub(super) fn from_rgba(width: u16, height: u16, rgba: &[u8]) -> Result<Self, ReadError> {
        let (pixels, rest) = rgba.as_chunks();
        let (width, height) = (usize::from(width), usize::from(height));
        if pixels.is_empty() || !rest.is_empty() || pixels.len() != width * height {
            return Err(ReadError::PixelBuffer);
        }
        let mut counts = [0; 256];
        let mut levels = Vec::with_capacity(pixels.len());
        for pixel in pixels {
            let level = luma_on_white(*pixel);
            levels.push(level);
            if let Some(count) = counts.get_mut(usize::from(level)) {
                *count += 1;
            }
        }
        let (dark, light) = average_levels(&counts).ok_or(ReadError::LowContrast)?;
        let contrast = light.saturating_sub(dark);
        if contrast < MIN_CONTRAST {
            return Err(ReadError::LowContrast);
        }
        Ok(Self { width, levels, threshold: dark.midpoint(light), margin: contrast / 6 })
    }

    /// Returns the image with dark and light exchanged.
    pub(super) fn inverted(&self) -> Self {
        let levels = self.levels.iter().map(|level| !level).collect();
        // The lowest light level becomes the highest dark one.
        let threshold = !self.threshold.saturating_add(1);
        Self { width: self.width, levels, threshold, margin: self.margin }
    }

    /// Returns the levels of each row from top to bottom.
    pub(super) fn rows(&self) -> impl DoubleEndedIterator<Item = &[u8]> + ExactSizeIterator {
        self.levels.chunks_exact(self.width)
    }

    /// Returns the levels of one row, or an empty slice below the last row.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        self.rows().nth(y).unwrap_or_default()
    }

    /// Returns whether a level is dark.
    pub(super) fn is_dark(&self, level: u8) -> bool {
        level <= self.threshold
    }

    /// Returns whether a level is dark, or `None` if that is uncertain.
    pub(super) fn is_certainly_dark(&self, level: u8) -> Option<bool> {
        let dark = self.is_dark(level);
        (level.abs_diff(self.threshold) > self.margin).then_some(dark)
    }
}

/// Returns the luma of a pixel (ITU-R BT.601) on a white background.
fn luma_on_white([red, green, blue, alpha]: [u8; 4]) -> u8 {
    let bright = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    let dark = (255_000 - bright) * u32::from(alpha);
    u8::try_from((255 * 255_000 - dark + 127_500) / 255_000).unwrap_or(u8::MAX)
}

/// Returns the average dark and the average light level, or `None` if all pixels are equal.
///
/// The threshold is moved halfway between the averages below and above it until it no longer changes (the
/// isodata method). It starts between the darkest and the lightest pixel, so there are always pixels on both
/// sides.
fn average_levels(counts: &[u32; 256]) -> Option<(u8, u8)> {
    let levels = || (0..=u8::MAX).zip(counts).filter(|(_, count)| **count > 0);
    let average = |range: std::ops::RangeInclusive<u8>| {
        let (sum, number) = levels().filter(|(level, _)| range.contains(level)).fold(
            (0, 0),
            |(sum, number), (level, count)| {
                (sum + u64::from(level) * u64::from(*count), number + u64::from(*count))
            },
        );
        u8::try_from(sum.checked_div(number)?).ok()
    };
    let (darkest, lightest) = (levels().next()?.0, levels().next_back()?.0);
    if darkest == lightest {
        return None;
    }
    let mut threshold = darkest.midpoint(lightest);
    // Rounding could make it alternate between two levels for ever. Otherwise it converges within sixteen
    // steps.
    for _ in 0..16 {
        let (dark, light) = (average(0..=threshold)?, average(threshold.saturating_add(1)..=u8::MAX)?);
        let next = dark.midpoint(light);
        if next == threshold {
            break;
        }
        threshold = next;
    }
    Some((average(0..=threshold)?, average(threshold.saturating_add(1)..=u8::MAX)?))
}
