//! Pseudorandom numbers for jitter, which need not be unpredictable.

/// Pseudorandom number generator (xorshift, 64 bits). Deterministic for a seed, so tests are repeatable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random(u64);

impl Random {
    /// Creates a generator from any seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// Returns a number from `low` to `high`, inclusive.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let span = high.saturating_sub(low).max(0).unsigned_abs().saturating_add(1);
        low.saturating_add_unsigned((self.0 >> 16) % span)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_stay_within_their_bounds(
            seed in any::<u64>(),
            low in -9_000_i64..9_000,
            span in 0_i64..9_000,
        ) {
            let mut random = Random::new(seed);
            for _ in 0..50 {
                let number = random.between(low, low + span);
                prop_assert!((low..=low + span).contains(&number));
            }
        }
    }

    #[test]
    fn numbers_are_spread() {
        let mut random = Random::new(7);
        let low = (0..1_000).filter(|_| random.between(0, 999) < 500).count();
        assert!((400..600).contains(&low), "{low} of 1000 in the lower half");
    }
}
