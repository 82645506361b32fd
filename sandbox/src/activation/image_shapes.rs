//! `qrImage` damaged, disguised or hostile (rule R-K8, row 35 of docs/faults.md). One code each; like
//! everywhere, the image is there only if the call asks for it.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::activation::asked::{Asked, Images};
use crate::activation::data_shapes::with_codes;
use crate::activation::payload;
use crate::activation::symbol::{Symbol, png_header_only};

const CODE: &str = "1827098";
const PREFIX: &str = "data:image/png;base64,";

/// The smallest start of a JPEG file; nobody needs to decode it to refuse it.
const JPEG_START: &[u8] = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xD9";

fn with_image(asked: &Asked, image: &Value) -> Value {
    let mut code = json!({
        "activationNotAfter": (asked.started.seconds() + 86_400).to_string(), "activationCode": CODE,
    });
    if let (Images::Normal | Images::Mpower, Some(members)) = (asked.images, code.as_object_mut()) {
        members.insert("qrImage".to_owned(), image.clone());
    }
    with_codes(asked, &json!([code]))
}

fn good(asked: &Asked) -> Option<Symbol> {
    payload::symbol(asked, CODE)
}

fn good_png(asked: &Asked) -> Vec<u8> {
    good(asked).and_then(|symbol| symbol.png()).unwrap_or_default()
}

/// A symbol after something was done to it.
fn altered(asked: &Asked, alter: impl FnOnce(&mut Symbol)) -> Value {
    let url = good(asked).and_then(|mut symbol| {
        alter(&mut symbol);
        symbol.data_url()
    });
    with_image(asked, &json!(url))
}

fn claiming(asked: &Asked, kind: &str, bytes: &[u8]) -> Value {
    with_image(asked, &json!(format!("data:{kind};base64,{}", STANDARD.encode(bytes))))
}

/// A good image after a blank and with line breaks, as Keycloak writes them.
pub fn blank_prefix(asked: &Asked) -> Value {
    let base64 = STANDARD.encode(good_png(asked));
    let (first, rest) = base64.split_at_checked(76).unwrap_or((&base64, ""));
    with_image(asked, &json!(format!("{PREFIX} {first}\r\n{rest}\n")))
}

/// A good image in the url-safe alphabet, without padding.
pub fn url_safe(asked: &Asked) -> Value {
    with_image(asked, &json!(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(good_png(asked)))))
}

/// A good image without `data:…`.
pub fn no_prefix(asked: &Asked) -> Value {
    with_image(asked, &json!(STANDARD.encode(good_png(asked))))
}

/// A good PNG that claims to be a JPEG: the magic bytes decide.
pub fn wrong_prefix(asked: &Asked) -> Value {
    claiming(asked, "image/jpeg", &good_png(asked))
}

/// A good image on a transparent ground.
pub fn transparent(asked: &Asked) -> Value {
    let png = good(asked).and_then(|symbol| symbol.transparent_png()).unwrap_or_default();
    claiming(asked, "image/png", &png)
}

/// `null`
pub fn null(asked: &Asked) -> Value {
    with_image(asked, &Value::Null)
}

/// Base64 that is none.
pub fn garbage(asked: &Asked) -> Value {
    with_image(asked, &json!(format!("{PREFIX}!!!not*base64!!!")))
}

/// A good image cut in half.
pub fn truncated(asked: &Asked) -> Value {
    let png = good_png(asked);
    claiming(asked, "image/png", png.get(..png.len() / 2).unwrap_or_default())
}

/// A page with a script.
pub fn html(asked: &Asked) -> Value {
    claiming(asked, "text/html", b"<h1 id=\"hostile\">hostile</h1><script>window.hostile = 1</script>")
}

/// An SVG with a script.
pub fn svg(asked: &Asked) -> Value {
    let svg =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.hostile = 1\"><rect width=\"9\"/></svg>";
    claiming(asked, "image/svg+xml", svg)
}

/// A JPEG, under the prefix of a PNG.
pub fn jpeg(asked: &Asked) -> Value {
    claiming(asked, "image/png", JPEG_START)
}

/// An address in place of an image.
pub fn address(asked: &Asked) -> Value {
    with_image(asked, &json!("https://images.sandbox.invalid/qr.png"))
}

/// A header that promises 50000 x 50000 pixels.
pub fn huge_dimensions(asked: &Asked) -> Value {
    claiming(asked, "image/png", &png_header_only(50_000).unwrap_or_default())
}

/// A good image followed by so many bytes that the text is over 512 kibibytes.
pub fn too_long(asked: &Asked) -> Value {
    let mut png = good_png(asked);
    png.resize(600_000, 0);
    claiming(asked, "image/png", &png)
}

/// The upper left finder pattern has a hole.
pub fn damaged_finder(asked: &Asked) -> Value {
    altered(asked, |symbol| symbol.paint_module(3, 3, false))
}

/// One module is half dark.
pub fn mixed_module(asked: &Asked) -> Value {
    altered(asked, |symbol| {
        let middle = symbol.modules() / 2;
        symbol.split_module(middle, middle);
    })
}

/// A dark frame around a light field stands in the middle, cut across the modules.
pub fn logo(asked: &Asked) -> Value {
    altered(asked, |symbol| {
        let middle = symbol.modules() / 2;
        for row in middle - 2..=middle + 2 {
            for column in middle - 2..=middle + 2 {
                symbol.paint_module(column, row, row.abs_diff(middle).max(column.abs_diff(middle)) == 1);
                symbol.split_module(column, row);
            }
        }
    })
}

/// A pristine symbol that carries another code than the one listed.
pub fn disagreeing(asked: &Asked) -> Value {
    let url = payload::symbol(asked, "1827099").and_then(|symbol| symbol.data_url());
    with_image(asked, &json!(url))
}
