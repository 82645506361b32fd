//! Responses with damaged, mislabelled or hostile images (rule R-K8, row 35 of docs/faults.md).
//!
//! Each has one code. Its image is included only if it is requested.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::activation::data_shapes::with_codes;
use crate::activation::list_request::{ImageKind, ListRequest};
use crate::activation::payload;
use crate::activation::symbol::{Symbol, png_header_only};

/// The listed code.
const CODE: &str = "1827098";
const PREFIX: &str = "data:image/png;base64,";

/// The header of a JPEG file, which is enough to recognize the format.
const JPEG_START: &[u8] = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xD9";

fn with_image(request: &ListRequest, image: &Value) -> Value {
    let mut code = json!({
        "activationNotAfter": (request.started.seconds() + 86_400).to_string(), "activationCode": CODE,
    });
    if let (ImageKind::Normal | ImageKind::Mpower, Some(members)) = (request.images, code.as_object_mut()) {
        members.insert("qrImage".to_owned(), image.clone());
    }
    with_codes(request, &json!([code]))
}

/// Returns the documented symbol of the code, if images are requested.
fn valid_symbol(request: &ListRequest) -> Option<Symbol> {
    payload::symbol(request, CODE)
}

fn valid_png(request: &ListRequest) -> Vec<u8> {
    valid_symbol(request).and_then(|symbol| symbol.png()).unwrap_or_default()
}

/// Returns a code whose symbol is changed by `alter`.
fn with_altered_symbol(request: &ListRequest, alter: impl FnOnce(&mut Symbol)) -> Value {
    let url = valid_symbol(request).and_then(|mut symbol| {
        alter(&mut symbol);
        symbol.data_url()
    });
    with_image(request, &json!(url))
}

/// Returns a code whose image is a `data:` URL of this media type.
fn with_data_url(request: &ListRequest, media_type: &str, bytes: &[u8]) -> Value {
    with_image(request, &json!(format!("data:{media_type};base64,{}", STANDARD.encode(bytes))))
}

/// Returns a code with a valid image with a space before the base64 text and line breaks in it, as Keycloak
/// sends it.
pub fn whitespace(request: &ListRequest) -> Value {
    let base64 = STANDARD.encode(valid_png(request));
    let (first, rest) = base64.split_at_checked(76).unwrap_or((&base64, ""));
    with_image(request, &json!(format!("{PREFIX} {first}\r\n{rest}\n")))
}

/// Returns a code with a valid image in the URL-safe base64 alphabet without padding (RFC 4648).
pub fn url_safe(request: &ListRequest) -> Value {
    with_image(request, &json!(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(valid_png(request)))))
}

/// Returns a code with a valid image without `data:…`.
pub fn no_prefix(request: &ListRequest) -> Value {
    with_image(request, &json!(STANDARD.encode(valid_png(request))))
}

/// Returns a code with a valid PNG with the media type of JPEG.
pub fn wrong_prefix(request: &ListRequest) -> Value {
    with_data_url(request, "image/jpeg", &valid_png(request))
}

/// Returns a code with a valid image with a transparent background.
pub fn transparent(request: &ListRequest) -> Value {
    let png = valid_symbol(request).and_then(|symbol| symbol.transparent_png()).unwrap_or_default();
    with_data_url(request, "image/png", &png)
}

/// Returns a code with the image `null`.
pub fn null(request: &ListRequest) -> Value {
    with_image(request, &Value::Null)
}

/// Returns a code with an image that is not base64.
pub fn garbage(request: &ListRequest) -> Value {
    with_image(request, &json!(format!("{PREFIX}!!!not*base64!!!")))
}

/// Returns a code with the first half of a valid image.
pub fn truncated(request: &ListRequest) -> Value {
    let png = valid_png(request);
    with_data_url(request, "image/png", png.get(..png.len() / 2).unwrap_or_default())
}

/// Returns a code with an HTML page with a script.
pub fn html(request: &ListRequest) -> Value {
    with_data_url(request, "text/html", b"<h1 id=\"hostile\">hostile</h1><script>window.hostile = 1</script>")
}

/// Returns a code with an SVG with a script.
pub fn svg(request: &ListRequest) -> Value {
    let svg =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.hostile = 1\"><rect width=\"9\"/></svg>";
    with_data_url(request, "image/svg+xml", svg)
}

/// Returns a code with a JPEG with the media type of PNG.
pub fn jpeg(request: &ListRequest) -> Value {
    with_data_url(request, "image/png", JPEG_START)
}

/// Returns a code with the URL of an image.
pub fn url(request: &ListRequest) -> Value {
    with_image(request, &json!("https://images.sandbox.invalid/qr.png"))
}

/// Returns a code with a PNG that has only a header, which claims 50000 x 50000 pixels.
pub fn huge_dimensions(request: &ListRequest) -> Value {
    with_data_url(request, "image/png", &png_header_only(50_000).unwrap_or_default())
}

/// Returns a code with a valid image followed by zero bytes, so that the base64 text is over 512 kibibytes.
pub fn too_long(request: &ListRequest) -> Value {
    let mut png = valid_png(request);
    png.resize(600_000, 0);
    with_data_url(request, "image/png", &png)
}

/// Returns a code with a symbol whose upper left finder pattern has a light module in its centre.
pub fn damaged_finder(request: &ListRequest) -> Value {
    with_altered_symbol(request, |symbol| symbol.paint_module(3, 3, false))
}

/// Returns a code with a symbol with a module that is half dark.
pub fn mixed_module(request: &ListRequest) -> Value {
    with_altered_symbol(request, |symbol| {
        let middle = symbol.modules() / 2;
        symbol.split_module(middle, middle);
    })
}

/// Returns a code with a symbol with a logo in the middle, whose edges are not at the edges of modules.
pub fn logo(request: &ListRequest) -> Value {
    with_altered_symbol(request, |symbol| {
        let middle = symbol.modules() / 2;
        for row in middle - 2..=middle + 2 {
            for column in middle - 2..=middle + 2 {
                symbol.paint_module(column, row, row.abs_diff(middle).max(column.abs_diff(middle)) == 1);
                symbol.split_module(column, row);
            }
        }
    })
}

/// Returns a code with a valid symbol of another code than the listed one.
pub fn other_code(request: &ListRequest) -> Value {
    let url = payload::symbol(request, "1827099").and_then(|symbol| symbol.data_url());
    with_image(request, &json!(url))
}
