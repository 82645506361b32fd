use latchkey_qr::{QUIET_ZONE, Symbol};
use wasm_bindgen::prelude::wasm_bindgen;

/// Overwrites memory when it is freed, as in the app.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Encodes with `latchkey-qr`, to the same markup as in the app: one path on one square.
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
