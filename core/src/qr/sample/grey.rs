use zeroize::Zeroizing;

use super::Refusal;

/// Grey levels that dark and light must be apart on average. A quarter of the range: paler symbols are not drawn
/// to be read.
const CONTRAST: u8 = 64;

/// A picture in grey levels, 0 black to 255 white, and where in them dark ends and light begins.
///
/// The levels spell the secret, so they are overwritten when dropped.
pub(super) struct Grey {
    width: usize,
    levels: Zeroizing<Vec<u8>>,
    /// The level halfway between the average dark and the average light pixel; it counts as dark.
    middle: u8,
    /// How far from the middle a level must be to leave no doubt: a sixth of the contrast.
    margin: u8,
}

impl Grey {
    pub(super) fn read(width: u16, height: u16, rgba: &[u8]) -> Result<Self, Refusal> {
        let (pixels, rest) = rgba.as_chunks();
        let (width, height) = (usize::from(width), usize::from(height));
        if pixels.is_empty() || !rest.is_empty() || pixels.len() != width * height {
            return Err(Refusal::Pixels);
        }
        let mut counts = [0; 256];
        let mut levels = Zeroizing::new(Vec::with_capacity(pixels.len()));
        for pixel in pixels {
            let level = over_white(*pixel);
            levels.push(level);
            if let Some(count) = counts.get_mut(usize::from(level)) {
                *count += 1;
            }
        }
        let (dark, light) = clusters(&counts).ok_or(Refusal::Contrast)?;
        let contrast = light.saturating_sub(dark);
        if contrast < CONTRAST {
            return Err(Refusal::Contrast);
        }
        Ok(Self { width, levels, middle: dark.midpoint(light), margin: contrast / 6 })
    }

    /// The same picture with dark and light exchanged.
    pub(super) fn inverted(&self) -> Self {
        let levels = Zeroizing::new(self.levels.iter().map(|level| !level).collect());
        // The level after the middle was the darkest light one, so that its counterpart is dark now.
        Self { width: self.width, levels, middle: !self.middle.saturating_add(1), margin: self.margin }
    }

    /// The levels of each row from top to bottom.
    pub(super) fn rows(&self) -> impl DoubleEndedIterator<Item = &[u8]> + ExactSizeIterator {
        self.levels.chunks_exact(self.width)
    }

    /// The levels of one row, none below the last.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        self.rows().nth(y).unwrap_or_default()
    }

    /// Whether a level is nearer to dark than to light.
    pub(super) fn is_dark(&self, level: u8) -> bool {
        level <= self.middle
    }

    /// Whether a level is dark, or nothing where that is not certain.
    pub(super) fn certain(&self, level: u8) -> Option<bool> {
        let dark = self.is_dark(level);
        (level.abs_diff(self.middle) > self.margin).then_some(dark)
    }
}

/// The brightness of a pixel as the eye weighs its colours (ITU-R BT.601), seen in front of white.
fn over_white([red, green, blue, alpha]: [u8; 4]) -> u8 {
    let bright = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    let dark = (255_000 - bright) * u32::from(alpha);
    u8::try_from((255 * 255_000 - dark + 127_500) / 255_000).unwrap_or(u8::MAX)
}

/// The average dark and the average light level; nothing if all pixels are equal.
///
/// The pixels are parted halfway between the two averages, again and again until that changes nothing. It starts
/// between the darkest and the lightest, so both parts always have a pixel.
fn clusters(counts: &[u32; 256]) -> Option<(u8, u8)> {
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
    let mut middle = darkest.midpoint(lightest);
    // Rounding could make it swing between two levels for ever; it has settled long before.
    for _ in 0..16 {
        let (dark, light) = (average(0..=middle)?, average(middle.saturating_add(1)..=u8::MAX)?);
        let next = dark.midpoint(light);
        if next == middle {
            break;
        }
        middle = next;
    }
    Some((average(0..=middle)?, average(middle.saturating_add(1)..=u8::MAX)?))
}
