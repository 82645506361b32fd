//! Modal dialogs, also in browsers that have the element without its methods.

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::HtmlDialogElement;

#[wasm_bindgen]
extern "C" {
    /// A dialog whose methods may be missing.
    type PartialDialog;

    #[wasm_bindgen(method, catch)]
    fn close(this: &PartialDialog) -> Result<(), JsValue>;
}

/// Opens a dialog that is in the document: as a modal one, or at least visibly.
pub fn open(dialog: &HtmlDialogElement) {
    if dialog.show_modal().is_err() {
        // An attribute of this name is always valid.
        let _ = dialog.set_attribute("open", "");
    }
}

/// Closes a dialog, which then receives the event `close`. Returns whether the browser could do so.
#[must_use]
pub fn close(dialog: &HtmlDialogElement) -> bool {
    dialog.unchecked_ref::<PartialDialog>().close().is_ok()
}

/// Returns whether a dialog is open, behind which nothing can be focused.
#[must_use]
pub fn is_any_open() -> bool {
    leptos::prelude::document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}
