//! Runs [`latchkey_fuzz::access_code`] with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::access_code(data));
