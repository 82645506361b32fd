//! What can happen to the pixels.

use super::drawing::Drawing;

/// Each pixel the average of the square around it.
pub fn blurred(drawing: &Drawing, radius: usize) -> Drawing {
    let across = averaged(drawing, radius, (1, 0));
    averaged(&across, radius, (0, 1))
}

fn averaged(drawing: &Drawing, radius: usize, step: (usize, usize)) -> Drawing {
    Drawing::made(drawing.width, drawing.height, |x, y| {
        let ink = |n: usize| {
            let x = (x + n * step.0).checked_sub(radius * step.0)?;
            let y = (y + n * step.1).checked_sub(radius * step.1)?;
            Some(usize::from(drawing.at(x, y)))
        };
        let parts = 2 * radius + 1;
        u8::try_from((0..parts).filter_map(ink).sum::<usize>() / parts).expect("an average")
    })
}
