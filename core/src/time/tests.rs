mod ends;
mod http;
mod properties;

use super::*;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("an instant of 1970 to 9999")
}

/// 2024-06-13T10:33:00Z, the vendor's example.
const EXAMPLE: i64 = 1_718_274_780_000;
/// The last millisecond of 9999.
const LAST: i64 = 253_402_300_799_999;
