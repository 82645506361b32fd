//! Runs [`latchkey_fuzz::activation_codes`] with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::activation_codes(data));
