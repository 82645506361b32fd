//! libfuzzer's door to [`latchkey_fuzz::retry_after`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::retry_after(data));
