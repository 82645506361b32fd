//! Takes the page to a version of it that has come meanwhile.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// What `src/early.js` has made when it told of a new version.
    #[wasm_bindgen(catch)]
    fn renew() -> Result<(), JsValue>;
}

/// Loads the new version. What is only in memory goes, as with any reload.
pub fn now() {
    // Without a new version there is nothing to go to.
    let _ = renew();
}
