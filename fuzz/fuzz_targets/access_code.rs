//! libfuzzer's door to [`latchkey_fuzz::access_code`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::access_code(data));
