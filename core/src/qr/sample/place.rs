use std::ops::Range;

use super::{Refusal, grey::Grey};
use crate::qr::Modules;

/// Where in the picture the symbol is, in pixels, and how many modules it has.
pub(super) struct Place {
    across: Extent,
    down: Extent,
    side: u8,
}

/// The pixels from the first to the last dark one in one direction.
#[derive(Clone, Copy)]
struct Extent {
    start: usize,
    length: usize,
}

impl Place {
    /// Finds the box around the dark pixels, the upper left finder pattern in it, and counts the modules.
    pub(super) fn find(grey: &Grey) -> Result<Self, Refusal> {
        let (across, down) = bounds(grey).ok_or(Refusal::Contrast)?;
        // Resampling may round the two sides differently, by one pixel.
        if across.length.abs_diff(down.length) > 1 {
            return Err(Refusal::Shape);
        }
        let finder = finder(grey, across, down).ok_or(Refusal::Finder)?;
        // Either length may be off by one pixel, so these are the fewest and the most modules there can be.
        if 7 * (across.length + 1) < 21 * (finder - 1) || 7 * (across.length - 1) > 177 * (finder + 1) {
            return Err(Refusal::Side);
        }
        let side = modules_along(grey, across, down, finder).ok_or(Refusal::Timing)?;
        Ok(Self { across, down, side })
    }

    /// The colour of each module, from the inner half of its width and height.
    ///
    /// All pixels there have to agree, and clearly: a majority could be won against a logo.
    pub(super) fn modules(&self, grey: &Grey) -> Result<Modules, Refusal> {
        let columns = self.across.inner_halves(self.side);
        let mut dark = Vec::with_capacity(columns.len() * columns.len());
        for rows in self.down.inner_halves(self.side) {
            for column in &columns {
                dark.push(colour(grey, column, rows.clone()).ok_or(Refusal::Mixed)?);
            }
        }
        Modules::new(self.side, dark).ok_or(Refusal::Side)
    }
}

/// The one colour of all these pixels, if they have one.
fn colour(grey: &Grey, column: &Range<usize>, rows: Range<usize>) -> Option<bool> {
    let mut colours = rows
        .flat_map(|y| grey.row(y).get(column.clone()).unwrap_or_default())
        .map(|level| grey.certain(*level));
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

    /// For each module the pixels whose middle lies in its inner half, or the pixel in its middle if there is none.
    fn inner_halves(self, side: u8) -> Vec<Range<usize>> {
        let n = usize::from(side);
        let half = |module: usize| {
            // A quarter of a module is `length / 4n` pixels, the middle of pixel p is at p + 1/2.
            let first = ((4 * module + 1) * self.length + 2 * n - 1) / (4 * n);
            let end = ((4 * module + 3) * self.length + 2 * n) / (4 * n);
            let middle = (2 * module + 1) * self.length / (2 * n);
            let (first, end) = if first < end { (first, end) } else { (middle, middle + 1) };
            self.start + first..self.start + end
        };
        (0..n).map(half).collect()
    }
}

/// The columns and the rows from the first to the last dark pixel.
fn bounds(grey: &Grey) -> Option<(Extent, Extent)> {
    let mut found: Option<[usize; 4]> = None;
    for (y, row) in grey.rows().enumerate() {
        let dark = |level: &u8| grey.is_dark(*level);
        if let (Some(first), Some(last)) = (row.iter().position(dark), row.iter().rposition(dark)) {
            let [left, right, top, _] = found.unwrap_or([first, last, y, y]);
            found = Some([left.min(first), right.max(last), top, y]);
        }
    }
    let [left, right, top, bottom] = found?;
    Some((Extent::between(left, right), Extent::between(top, bottom)))
}

/// The width in pixels of the upper left finder pattern: in a row through its middle, dark and light change as
/// 1:1:3:1:1 from the left edge of the box on.
///
/// The three modules of its middle are in the upper quarter of every symbol, so no row below is looked at.
fn finder(grey: &Grey, across: Extent, down: Extent) -> Option<usize> {
    down.range().take(down.length / 4).find_map(|y| {
        let mut runs = runs(grey, across, y);
        let pattern = [runs.next()?, runs.next()?, runs.next()?, runs.next()?, runs.next()?];
        let width: usize = pattern.iter().sum();
        // Each run may be a pixel off, and so may the width, of which the longest run is three sevenths.
        let is_finder = [1, 1, 3, 1, 1]
            .iter()
            .zip(pattern)
            .all(|(modules, run)| (7 * run).abs_diff(modules * width) <= 10);
        (is_finder && width >= 7).then_some(width)
    })
}

/// How many modules the symbol has, counted along its upper timing pattern; nothing unless that is a side of the
/// standard and agrees with the size of the finder pattern.
///
/// Dividing the box by the module would not do: a seventh of a pixel makes several modules in a large symbol.
fn modules_along(grey: &Grey, across: Extent, down: Extent, finder: usize) -> Option<u8> {
    // Half a module less than the height of the finder pattern, which is as high as it is wide.
    let runs = runs(grey, across, down.start + 13 * finder / 14).count();
    // The two finder patterns are one run each instead of seven modules.
    let side = runs + 12;
    let fits =
        side * (finder - 1) <= 7 * (across.length + 1) && 7 * (across.length - 1) <= side * (finder + 1);
    let pixels_suffice = side <= across.length.min(down.length);
    u8::try_from(side)
        .ok()
        .filter(|side| fits && pixels_suffice && (21..=177).contains(side) && side % 4 == 1)
}

/// The lengths of the runs of one row inside the box, the first dark: nothing if the row begins light.
fn runs(grey: &Grey, across: Extent, y: usize) -> impl Iterator<Item = usize> {
    let row = grey.row(y).get(across.range()).unwrap_or_default();
    let row = if row.first().is_some_and(|level| grey.is_dark(*level)) { row } else { &[] };
    row.chunk_by(|a, b| grey.is_dark(*a) == grey.is_dark(*b)).map(<[u8]>::len)
}
