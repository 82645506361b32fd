//! The pages in a real browser, with a network that is scripted and a clock that is turned by hand.
#![cfg(target_arch = "wasm32")]
// Clippy knows functions marked #[test], not those of the browser's runner.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what is missing fails the test")]

mod web {
    mod access;
    mod activation;
    mod connection;
    mod frame;
    mod lock;
    mod page;
    mod parts;
    mod symbols;
    mod transport;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
