//! What reading and writing PNG have in common.

/// The first eight bytes of every PNG.
pub(crate) const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

/// CRC-32 as PNG has it, over one part after the other. Bit by bit: a table would be larger than everything it could
/// save on a few pictures.
pub(crate) fn check_sum(parts: [&[u8]; 2]) -> u32 {
    let all = parts.into_iter().flatten().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| {
                if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 }
            },
        )
    });
    !all
}
