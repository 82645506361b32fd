//! Runs [`latchkey_fuzz::image_gate`] with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::image_gate(data));
