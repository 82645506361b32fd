//! Runs [`latchkey_fuzz::timestamp`] with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::timestamp(data));
