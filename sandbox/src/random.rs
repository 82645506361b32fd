//! Random content for codes. It protects nothing, so the generator need not be secure.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// The splitmix64 generator.
#[derive(Clone, Debug)]
pub struct Random(u64);

/// Letters and digits that cannot be confused with each other.
const TOKEN_ALPHABET: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

impl Random {
    /// Creates a generator whose sequence depends only on `seed`.
    #[must_use]
    pub const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// Creates a generator with a different sequence in each process.
    ///
    /// The seed comes from the standard library, which seeds hash maps with randomness of the system.
    #[must_use]
    pub fn unpredictable() -> Self {
        Self(RandomState::new().build_hasher().finish())
    }

    /// Returns the next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number below `bound`, or 0 if `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next_u64().checked_rem(bound).unwrap_or_default()
    }

    /// Returns `length` decimal digits, of which the first may be zeros.
    pub fn digits(&mut self, length: usize) -> String {
        self.chars_of(b"0123456789", length)
    }

    /// Returns `length` letters and digits, such as `PSZEYAZ7`.
    pub fn token(&mut self, length: usize) -> String {
        self.chars_of(TOKEN_ALPHABET, length)
    }

    /// Returns a version 4 UUID.
    pub fn uuid(&mut self) -> String {
        let hex = format!("{:016x}{:016x}", self.next_u64(), self.next_u64());
        let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().to_owned();
        format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
    }

    fn chars_of(&mut self, alphabet: &[u8], length: usize) -> String {
        let size = alphabet.len().max(1) as u64;
        let char_for = |bits: u64| {
            usize::try_from(bits % size).ok().and_then(|n| alphabet.get(n)).copied().map_or('0', char::from)
        };
        (0..length).map(|_| char_for(self.next_u64())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_sequence_and_uuids_have_their_format() {
        assert_eq!(Random::seeded(7).digits(19), Random::seeded(7).digits(19));
        assert_ne!(Random::unpredictable().next_u64(), Random::unpredictable().next_u64());
        let uuid = Random::seeded(7).uuid();
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
    }
}
