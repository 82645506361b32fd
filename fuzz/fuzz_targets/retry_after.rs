//! Runs [`latchkey_fuzz::retry_after`] with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::retry_after(data));
