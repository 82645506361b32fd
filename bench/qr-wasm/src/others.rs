use std::fmt::Write;

use wasm_bindgen::prelude::wasm_bindgen;

/// Encodes with `qrcode` and its own SVG renderer.
#[wasm_bindgen]
#[must_use]
pub fn qrcode(text: &str) -> String {
    let symbol = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M);
    symbol.map(|symbol| symbol.render::<qrcode::render::svg::Color<'_>>().build()).unwrap_or_default()
}

/// Encodes with `qrcodegen`. It has no renderer; this is that of its example, with a square for each dark
/// module.
#[wasm_bindgen]
#[must_use]
pub fn qrcodegen(text: &str) -> String {
    let Ok(symbol) = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium) else {
        return String::new();
    };
    let (size, border) = (symbol.size(), 4);
    let side = size + 2 * border;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\">\
         <rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/><path d=\""
    );
    for (x, y) in (0..size).flat_map(|y| (0..size).map(move |x| (x, y))) {
        if symbol.get_module(x, y) {
            _ = write!(svg, "M{},{}h1v1h-1z", x + border, y + border);
        }
    }
    svg.push_str("\" fill=\"#000000\"/></svg>");
    svg
}

/// Encodes with `fast_qr` and its own SVG renderer.
#[wasm_bindgen]
#[must_use]
pub fn fast_qr(text: &str) -> String {
    let symbol = fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::M).build();
    symbol.map(|symbol| fast_qr::convert::svg::SvgBuilder::default().to_str(&symbol)).unwrap_or_default()
}
