//! Random-looking content for made-up codes. Nothing here protects anything, so no crate is needed.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// The splitmix64 generator.
#[derive(Clone, Debug)]
pub struct Random(u64);

/// Letters and digits that are not mistaken for each other when typed.
const TOKEN_ALPHABET: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

impl Random {
    /// Always the same sequence for the same seed, so that lists look alike after each start.
    #[must_use]
    pub const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// A new sequence for each process: the standard library seeds its hash maps from the system.
    #[must_use]
    pub fn unpredictable() -> Self {
        Self(RandomState::new().build_hasher().finish())
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 on, below this bound; 0 where the bound is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next_u64().checked_rem(bound).unwrap_or_default()
    }

    /// `length` decimal digits, leading zeros included.
    pub fn digits(&mut self, length: usize) -> String {
        self.pick(b"0123456789", length)
    }

    /// A short token such as `PSZEYAZ7`.
    pub fn token(&mut self, length: usize) -> String {
        self.pick(TOKEN_ALPHABET, length)
    }

    /// A version 4 UUID.
    pub fn uuid(&mut self) -> String {
        let hex = format!("{:016x}{:016x}", self.next_u64(), self.next_u64());
        let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().to_owned();
        format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
    }

    fn pick(&mut self, alphabet: &[u8], length: usize) -> String {
        let size = alphabet.len().max(1) as u64;
        let one = |bits: u64| {
            usize::try_from(bits % size).ok().and_then(|n| alphabet.get(n)).copied().map_or('0', char::from)
        };
        (0..length).map(|_| one(self.next_u64())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_fixes_the_sequence_and_the_shapes_hold() {
        assert_eq!(Random::seeded(7).digits(19), Random::seeded(7).digits(19));
        assert_ne!(Random::unpredictable().next_u64(), Random::unpredictable().next_u64());
        let uuid = Random::seeded(7).uuid();
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
    }
}
