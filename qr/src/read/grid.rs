//! Locates the symbol in an image and samples its modules.

use std::ops::Range;

use super::{ReadError, grey::GreyImage};
use crate::{Symbol, symbol::is_side};

/// The positions of the modules in the image.
pub(super) struct SamplingGrid {
    across: Extent,
    down: Extent,
    /// The number of modules along one side, 21 to 177.
    side: u8,
}

/// The range of pixels from the first to the last dark one in one direction.
#[derive(Clone, Copy)]
struct Extent {
    start: usize,
    length: usize,
}

impl SamplingGrid {
    /// Finds the bounding box of the dark pixels and the upper left finder pattern in it, and counts the
    /// modules.
    pub(super) fn locate(image: &GreyImage) -> Result<Self, ReadError> {
        let (across, down) = bounding_box(image).ok_or(ReadError::LowContrast)?;
        // Resampling may round the two sides differently, by one pixel.
        if across.length.abs_diff(down.length) > 1 {
            return Err(ReadError::NotSquare);
        }
        let finder = finder_width(image, across, down).ok_or(ReadError::FinderPattern)?;
        // Either length may be off by one pixel, so the least and the greatest possible number of modules are
        // compared.
        if 7 * (across.length + 1) < 21 * (finder - 1) || 7 * (across.length - 1) > 177 * (finder + 1) {
            return Err(ReadError::Size);
        }
        let side = count_modules(image, across, down, finder).ok_or(ReadError::TimingPattern)?;
        Ok(Self { across, down, side })
    }

    /// Samples each module in the inner half of its width and height.
    ///
    /// All pixels there must have the same colour with certainty. A majority would not detect a logo.
    pub(super) fn sample(&self, image: &GreyImage) -> Result<Symbol, ReadError> {
        let columns = self.across.inner_halves(self.side);
        let mut dark = Vec::with_capacity(columns.len() * columns.len());
        for rows in self.down.inner_halves(self.side) {
            for column in &columns {
                dark.push(is_dark(image, column, rows.clone()).ok_or(ReadError::UnclearModule)?);
            }
        }
        Symbol::from_modules(self.side, dark).ok_or(ReadError::Size)
    }
}

/// Returns whether all these pixels are dark, or `None` unless all are dark or all are light with certainty.
fn is_dark(image: &GreyImage, column: &Range<usize>, rows: Range<usize>) -> Option<bool> {
    let mut colours = rows
        .flat_map(|y| image.row(y).get(column.clone()).unwrap_or_default())
        .map(|level| image.is_certainly_dark(*level));
    let first = colours.next()??;
    colours.all(|other| other == Some(first)).then_some(first)
}

impl Extent {
    fn between(first: usize, last: usize) -> Self {
        Self { start: first, length: last.saturating_sub(first) + 1 }
    }

    fn range(self) -> Range<usize> {
        self.start..self.start + self.length
    }

    /// Returns, for each module, the pixels whose centres are in its inner half, or the pixel in its middle
    /// if there are none.
    fn inner_halves(self, side: u8) -> Vec<Range<usize>> {
        let n = usize::from(side);
        let half = |module: usize| {
            // A quarter of a module is `length / 4n` pixels, the centre of pixel p is at p + 1/2.
            let first = ((4 * module + 1) * self.length + 2 * n - 1) / (4 * n);
            let end = ((4 * module + 3) * self.length + 2 * n) / (4 * n);
            let middle = (2 * module + 1) * self.length / (2 * n);
            let (first, end) = if first < end { (first, end) } else { (middle, middle + 1) };
            self.start + first..self.start + end
        };
        (0..n).map(half).collect()
    }
}

/// Returns the columns and the rows from the first to the last dark pixel.
fn bounding_box(image: &GreyImage) -> Option<(Extent, Extent)> {
    let mut found: Option<[usize; 4]> = None;
    for (y, row) in image.rows().enumerate() {
        let dark = |level: &u8| image.is_dark(*level);
        if let (Some(first), Some(last)) = (row.iter().position(dark), row.iter().rposition(dark)) {
            let [left, right, top, _] = found.unwrap_or([first, last, y, y]);
            found = Some([left.min(first), right.max(last), top, y]);
        }
    }
    let [left, right, top, bottom] = found?;
    Some((Extent::between(left, right), Extent::between(top, bottom)))
}

/// Returns the width of the upper left finder pattern in pixels. In a row through its centre, the runs from
/// the left edge of the bounding box have the ratio 1:1:3:1:1.
///
/// Only the upper quarter of the symbol is searched, which always has its centre.
fn finder_width(image: &GreyImage, across: Extent, down: Extent) -> Option<usize> {
    down.range().take(down.length / 4).find_map(|y| {
        let mut runs = run_lengths(image, across, y);
        let pattern = [runs.next()?, runs.next()?, runs.next()?, runs.next()?, runs.next()?];
        let width: usize = pattern.iter().sum();
        // Each run may be off by a pixel, and so may the width, of which the longest run is three sevenths.
        let is_finder = [1, 1, 3, 1, 1]
            .iter()
            .zip(pattern)
            .all(|(modules, run)| (7 * run).abs_diff(modules * width) <= 10);
        (is_finder && width >= 7).then_some(width)
    })
}

/// Counts the modules along the upper timing pattern. Returns `None` if the standard has no such size, or if
/// it does not agree with the width of the finder pattern.
///
/// Dividing the bounding box by a seventh of the finder pattern would be too coarse, because an error of a
/// seventh of a pixel adds up to several modules in a large symbol.
fn count_modules(image: &GreyImage, across: Extent, down: Extent, finder: usize) -> Option<u8> {
    // The middle of the seventh row of modules is half a module above the lower end of the finder pattern.
    let runs = run_lengths(image, across, down.start + 13 * finder / 14).count();
    // Each of the two finder patterns is one run here, but seven modules.
    let side = runs + 12;
    let agrees_with_finder =
        side * (finder - 1) <= 7 * (across.length + 1) && 7 * (across.length - 1) <= side * (finder + 1);
    let has_enough_pixels = side <= across.length.min(down.length);
    u8::try_from(side).ok().filter(|side| agrees_with_finder && has_enough_pixels && is_side(*side))
}

/// Returns the lengths of the runs of one colour in a row of the bounding box, the first one dark; none if
/// the row begins with a light pixel.
fn run_lengths(image: &GreyImage, across: Extent, y: usize) -> impl Iterator<Item = usize> {
    let row = image.row(y).get(across.range()).unwrap_or_default();
    let row = if row.first().is_some_and(|level| image.is_dark(*level)) { row } else { &[] };
    row.chunk_by(|a, b| image.is_dark(*a) == image.is_dark(*b)).map(<[u8]>::len)
}
