use super::{Modules, blocks::Layout};
use canvas::Canvas;

mod bits;
mod canvas;
mod correction;
mod penalty;

/// The text does not fit any QR symbol: more than 2 953 bytes, 4 296 alphanumeric characters or 7 089 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// Encodes the bytes of `text` at level M, or at level L where only that fits, in one segment: numeric or
/// alphanumeric where every character allows it, else bytes. The version is the smallest, the mask the one of eight
/// with the least penalty, of several the first (ISO/IEC 18004, 7.8.3); `docs/qr.md` says how its rules are read.
///
/// One segment, because several are rarely shorter for codes, and UTF-8 must never be taken for Kanji, which a reader
/// gives back as other bytes. Never Micro QR: gate readers are not promised to know it.
///
/// Buffers that hold the text meanwhile, in whatever form, are overwritten.
///
/// # Errors
/// [`TooLong`] beyond version 40 at level L.
pub fn encode(text: &str) -> Result<Modules, TooLong> {
    // L is 0, M is 1.
    [1, 0].into_iter().find_map(|level| at_level(text.as_bytes(), level)).ok_or(TooLong)
}

fn at_level(text: &[u8], level: u8) -> Option<Modules> {
    let mode = bits::mode(text);
    let (side, layout) = (21..=177).step_by(4).find_map(|side| {
        let layout = Layout::of(side, level)?;
        (bits::length(mode, text.len(), side) <= 8 * layout.codewords_of_data()).then_some((side, layout))
    })?;
    let data = bits::codewords(mode, text, side, layout.codewords_of_data());
    let canvas = Canvas::new(side, &correction::with_correction(&data, layout));
    let masked = (0..8).map(|mask| canvas.masked(level, mask));
    masked.min_by_key(|plane| penalty::penalty(plane, usize::from(side)))?.modules()
}

#[cfg(test)]
mod tests;
