//! How the time that is left is shown: digits, and a ring that runs down.

/// Life of a code for which the ring is full, in milliseconds. The vendors' dynamic codes live half a minute; a longer life
/// makes the ring start full.
pub const SHORTEST_FULL_MS: i64 = 30_000;

/// How a ring runs down, as a CSS animation needs it. Both in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// How long a full ring takes.
    pub full_ms: i64,
    /// How much of that is over already.
    pub over_ms: i64,
}

impl Ring {
    /// The ring of a code with so many milliseconds left.
    #[must_use]
    pub fn of(left_ms: i64) -> Self {
        let left_ms = left_ms.max(0);
        let full_ms = left_ms.max(SHORTEST_FULL_MS);
        Self { full_ms, over_ms: full_ms - left_ms }
    }
}

/// Time left as a clock shows it, to the nearest second: `0:24`, `12:05`, `1:02:03`. A server tells its time in
/// whole seconds, so rounding up would show a code of half a minute with 0:31 left.
#[must_use]
pub fn clock_face(millis: i64) -> String {
    let seconds = (millis.max(0) + 499) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let two =
        |number: i64| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    if hours > 0 {
        [&hours.to_string(), ":", &two(minutes), ":", &two(seconds)].concat()
    } else {
        [&minutes.to_string(), ":", &two(seconds)].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_shown_to_the_nearest_second() {
        for (millis, face) in [
            (0, "0:00"),
            (500, "0:00"),
            (501, "0:01"),
            (24_000, "0:24"),
            (24_500, "0:24"),
            (24_501, "0:25"),
            (59_999, "1:00"),
            (725_000, "12:05"),
            (3_723_000, "1:02:03"),
            (-5, "0:00"),
        ] {
            assert_eq!(clock_face(millis), face);
        }
    }

    #[test]
    fn a_ring_is_full_at_half_a_minute_or_at_the_whole_life() {
        for (left, full_ms, over_ms) in
            [(30_000, 30_000, 0), (12_000, 30_000, 18_000), (90_000, 90_000, 0), (-1, 30_000, 30_000)]
        {
            assert_eq!(Ring::of(left), Ring { full_ms, over_ms }, "{left}");
        }
    }
}
