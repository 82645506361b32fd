//! Tests of the pages in a real browser, with a scripted network and a manual clock.
#![cfg(target_arch = "wasm32")]
// Clippy recognizes #[test] functions, but not those of wasm-bindgen-test.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic fails the test")]

mod web {
    mod about;
    mod access;
    mod activation;
    mod connection;
    mod countdown;
    mod far_ends;
    mod frame;
    mod keyed;
    mod lock;
    mod page;
    mod passes;
    mod same_person;
    mod scripted_transport;
    mod session;
    mod symbols;
    mod transport;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
