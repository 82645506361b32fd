//! libfuzzer's door to [`latchkey_fuzz::typed`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| latchkey_fuzz::typed(data));
