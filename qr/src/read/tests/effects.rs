//! Effects on the pixels of a drawing.

use super::drawing::{Drawing, byte};

/// Applies a box blur.
pub fn blurred(drawing: &Drawing, radius: usize) -> Drawing {
    let across = averaged_along(drawing, radius, (1, 0));
    averaged_along(&across, radius, (0, 1))
}

fn averaged_along(drawing: &Drawing, radius: usize, step: (usize, usize)) -> Drawing {
    Drawing::from_fn(drawing.width, drawing.height, |x, y| {
        let ink = |n: usize| {
            let x = (x + n * step.0).checked_sub(radius * step.0)?;
            let y = (y + n * step.1).checked_sub(radius * step.1)?;
            Some(usize::from(drawing.at(x, y)))
        };
        let parts = 2 * radius + 1;
        u8::try_from((0..parts).filter_map(ink).sum::<usize>() / parts).expect("an average")
    })
}

/// Resizes with linear interpolation.
pub fn resized(drawing: &Drawing, factor: f64) -> Drawing {
    let size = |pixels: usize| share(pixels, factor).max(1);
    let (width, height) = (size(drawing.width), size(drawing.height));
    let split = |pixel: usize, factor: f64| {
        let at = (number(pixel) + 0.5) * factor - 0.5;
        (share(1, at.floor().max(0.0)), at - at.floor())
    };
    let (across, down) = (number(drawing.width) / number(width), number(drawing.height) / number(height));
    Drawing::from_fn(width, height, |x, y| {
        let ((x, right), (y, below)) = (split(x, across), split(y, down));
        let row = |y: usize| {
            let ink = |x: usize| f64::from(drawing.at(x, y));
            ink(x) * (1.0 - right) + ink(x + 1) * right
        };
        byte(row(y) * (1.0 - below) + row(y + 1) * below)
    })
}

/// Changes each pixel by at most `amplitude`.
pub fn noisy(drawing: &Drawing, amplitude: u8, mut seed: u64) -> Drawing {
    let span = 2 * u64::from(amplitude) + 1;
    Drawing::from_fn(drawing.width, drawing.height, |x, y| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let added = u16::try_from((seed >> 16) % span).expect("small");
        byte(f64::from(drawing.at(x, y)) + f64::from(added) - f64::from(amplitude))
    })
}

/// Draws a light square with a dark frame in the middle.
pub fn logo(drawing: &Drawing, percent: u8) -> Drawing {
    let half = drawing.width * usize::from(percent) / 200;
    Drawing::from_fn(drawing.width, drawing.height, |x, y| {
        let from_middle = x.abs_diff(drawing.width / 2).max(y.abs_diff(drawing.height / 2));
        match from_middle {
            far if far > half => drawing.at(x, y),
            near if near + 3 > half => 255,
            _ => 0,
        }
    })
}

/// Draws a horizontal line of one pixel.
pub fn scratched(mut drawing: Drawing, at: f64, dark: bool) -> Drawing {
    let y = share(drawing.height, at).min(drawing.height - 1);
    let width = drawing.width;
    drawing.ink[y * width..(y + 1) * width].fill(if dark { 255 } else { 0 });
    drawing
}

/// Draws a dark pixel.
pub fn specked(mut drawing: Drawing, x: f64, y: f64) -> Drawing {
    let (x, y) = (share(drawing.width, x), share(drawing.height, y));
    let at = y.min(drawing.height - 1) * drawing.width + x.min(drawing.width - 1);
    drawing.ink[at] = 255;
    drawing
}

/// Cuts off the last columns and rows.
pub fn cropped(drawing: &Drawing, x: u8, y: u8) -> Drawing {
    let rest = |pixels: usize, cut: u8| pixels - usize::from(cut).min(pixels - 1);
    Drawing::from_fn(rest(drawing.width, x), rest(drawing.height, y), |x, y| drawing.at(x, y))
}

fn number(pixels: usize) -> f64 {
    f64::from(u32::try_from(pixels).expect("small"))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand at most")]
fn share(pixels: usize, of: f64) -> usize {
    (number(pixels) * of) as usize
}
