//! A dialog in front of everything else: the browser keeps the focus in it and gives it back.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::El;

impl El {
    /// Opens the dialog. It has to stand in the document.
    pub fn open_dialog(&self) {
        // Refused only where it is open already or stands nowhere.
        let _ = self.as_element().unchecked_ref::<HtmlDialogElement>().show_modal();
    }

    /// Closes the dialog, as its Escape key does: it then tells so by a `close` event.
    pub fn close_dialog(&self) {
        self.as_element().unchecked_ref::<HtmlDialogElement>().close();
    }
}
