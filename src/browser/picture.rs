//! Decodes a PNG to its pixels. The image is never added to the document.

use js_sys::{Array, Object, Reflect, Uint8Array, Uint8ClampedArray};
use latchkey_core::activation_code::PngBytes;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, ColorSpaceConversion, HtmlCanvasElement, ImageBitmap,
    ImageBitmapOptions, PremultiplyAlpha,
};

/// Returns the pixels of a PNG, row by row from the upper left, four bytes each: red, green, blue and alpha.
/// Returns `None` if the browser cannot decode it, or its size differs from the one in the header.
pub async fn decode_png(png: &PngBytes) -> Option<Vec<u8>> {
    let bitmap = decode_bitmap(png.as_slice()).await?;
    let size = (u32::from(png.width()), u32::from(png.height()));
    let has_size = (bitmap.width(), bitmap.height()) == size;
    let pixels = has_size.then(|| read_pixels(&bitmap, size)).flatten();
    bitmap.close();
    pixels
}

async fn decode_bitmap(bytes: &[u8]) -> Option<ImageBitmap> {
    let copy = Uint8Array::from(bytes);
    let blob_options = BlobPropertyBag::new();
    blob_options.set_type("image/png");
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&copy), &blob_options);
    copy.fill(0, 0, copy.length());
    // The colours exactly as in the file: dark modules have to stay as dark as they are.
    let options = ImageBitmapOptions::new();
    options.set_color_space_conversion(ColorSpaceConversion::None);
    options.set_premultiply_alpha(PremultiplyAlpha::None);
    let bitmap = window().create_image_bitmap_with_blob_and_image_bitmap_options(&blob.ok()?, &options);
    JsFuture::from(bitmap.ok()?).await.ok()?.dyn_into().ok()
}

fn read_pixels(bitmap: &ImageBitmap, (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let options = Object::new();
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE);
    let context = canvas.get_context_with_context_options("2d", &options).ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    context.draw_image_with_image_bitmap(bitmap, 0.0, 0.0).ok()?;
    let read = context.get_image_data(0.0, 0.0, f64::from(width), f64::from(height));
    // Resizing the canvas clears its pixels.
    canvas.set_width(0);
    // The array itself instead of a copy, so that it can be overwritten.
    let array: Uint8ClampedArray =
        Reflect::get(&JsValue::from(read.ok()?), &"data".into()).ok()?.dyn_into().ok()?;
    let pixels = array.to_vec();
    array.fill(0, 0, array.length());
    Some(pixels)
}
