//! Runs [`latchkey_fuzz::config`] with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::config(data));
