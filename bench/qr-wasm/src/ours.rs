use latchkey_qr::{QUIET_ZONE, Symbol};
use wasm_bindgen::prelude::wasm_bindgen;

/// As in the app: every piece of memory is overwritten when it is given back.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// What stands in the app's page: one path on one square.
#[wasm_bindgen]
#[must_use]
pub fn ours(text: &str) -> String {
    let Ok(symbol) = Symbol::encode(text) else { return String::new() };
    let side = (symbol.side() + 2 * QUIET_ZONE).to_string();
    [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ",
        &side,
        " ",
        &side,
        "\"><rect width=\"",
        &side,
        "\" height=\"",
        &side,
        "\" fill=\"#fff\"/><path stroke=\"#000\" d=\"",
        &symbol.to_svg_path(),
        "\"/></svg>",
    ]
    .concat()
}
