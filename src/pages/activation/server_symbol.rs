use latchkey_core::{activation_code::PngBytes, secret::Secret};
use latchkey_qr::Symbol;

use crate::browser::picture;

/// The server's symbol, module for module.
pub struct Redrawn {
    /// The symbol.
    pub symbol: Symbol,
    /// Whether it says the text that it was compared with; nothing where there was none or that cannot be
    /// told.
    pub says: Option<bool>,
}

/// Reads the server's image, and compares it with a text where there is one. Returns nothing where the image
/// cannot be read with certainty.
pub async fn redrawn(png: PngBytes, text: Option<Secret>) -> Option<Redrawn> {
    let pixels = picture::decode_png(&png).await?;
    let symbol = Symbol::from_rgba(png.width(), png.height(), &pixels).ok()?;
    let says = text.and_then(|text| symbol.has_message(text.reveal()));
    Some(Redrawn { symbol, says })
}
