use latchkey_core::{activation_code::PngBytes, secret::Secret};
use latchkey_qr::Symbol;

use crate::browser::picture;

/// The server's symbol, module for module.
pub struct Redrawn {
    /// The symbol.
    pub symbol: Symbol,
    /// Whether its message is the text that it was compared with; `None` without a text, or if it cannot be
    /// decoded.
    pub says: Option<bool>,
}

/// Reads the server's image, and compares it with a text if there is one. Returns `None` if the image cannot
/// be read with certainty.
pub async fn redrawn(png: PngBytes, text: Option<Secret>) -> Option<Redrawn> {
    let pixels = picture::decode_png(&png).await?;
    let symbol = Symbol::from_rgba(png.width(), png.height(), &pixels).ok()?;
    let says = text.and_then(|text| symbol.has_message(text.reveal()));
    Some(Redrawn { symbol, says })
}
