//! libfuzzer's door to [`latchkey_fuzz::timestamp`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::timestamp(data));
