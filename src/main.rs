//! Starts the page.

use std::sync::Arc;

use latchkey::{app, browser::device_clock, dom::El, net::Fetch, world::World};
use leptos::prelude::*;

/// Overwrites every piece of memory that is given back: an answer, a key as it was typed, a symbol being drawn. What
/// was in them is gone with them, whoever held them. talc is a third of the size of what std would bring.
#[cfg(target_family = "wasm")]
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<talc::wasm::WasmDynamicTalc> =
    zeroizing_alloc::ZeroAlloc(talc::wasm::new_wasm_dynamic_allocator());

fn main() {
    leptos::mount::mount_to_body(|| {
        let world = World::new(Arc::new(Fetch), Arc::new(device_clock::read));
        world.follow_browser();
        if let Some(body) = document().body() {
            app::mount(El::standing(body.into()), world);
        }
    });
}
