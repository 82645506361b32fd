//! Runs [`latchkey_fuzz::typed`] with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::typed(data));
