//! A key of this device for encrypting what is stored on it. Scripts can use it, but not read it.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// Length of the number that is used once for each text, in bytes, as the standard of AES-GCM recommends.
const NONCE_BYTES: u32 = 12;
/// Length of the key in bits.
const KEY_BITS: u32 = 256;

/// A key for AES-GCM that cannot be exported.
pub struct DeviceKey(CryptoKey);

/// An encrypted text.
pub struct Sealed {
    /// The number that was used for this text alone.
    pub nonce: Uint8Array,
    /// The encrypted text with its tag of authenticity.
    pub bytes: Uint8Array,
}

/// Whether the browser has such keys: it has none on pages without https.
#[must_use]
pub fn is_available() -> bool {
    subtle().is_some()
}

impl DeviceKey {
    /// Makes a new key. `None` if the browser refuses.
    pub async fn generate() -> Option<Self> {
        let parameters = object(&[("name", "AES-GCM".into()), ("length", KEY_BITS.into())])?;
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let key = wait(subtle()?.generate_key_with_object(&parameters, false, &uses)).await?;
        Self::from_stored(key)
    }

    /// Takes a key as the database returns it. `None` if it is something else.
    #[must_use]
    pub fn from_stored(value: JsValue) -> Option<Self> {
        value.dyn_into().ok().map(Self)
    }

    /// Returns the key as the database stores it: a handle that does not reveal its bytes to scripts.
    #[must_use]
    pub fn to_stored(&self) -> JsValue {
        self.0.clone().into()
    }

    /// Encrypts a text and binds it to `context`: it can be decrypted with the same context only. `text` is
    /// overwritten.
    pub async fn encrypt(&self, text: &mut [u8], context: &str) -> Option<Sealed> {
        let nonce = Uint8Array::new_with_length(NONCE_BYTES);
        window().crypto().ok()?.get_random_values_with_array_buffer_view(&nonce).ok()?;
        let parameters = parameters(&nonce, context)?;
        // The browser copies the text before it returns the promise.
        let encryption = subtle()?.encrypt_with_object_and_u8_array(&parameters, &self.0, text);
        text.fill(0);
        Some(Sealed { bytes: Uint8Array::new(&wait(encryption).await?), nonce })
    }

    /// Decrypts a text. `None` if it was altered, or encrypted with another key or context.
    pub async fn decrypt(&self, sealed: &Sealed, context: &str) -> Option<Vec<u8>> {
        let parameters = parameters(&sealed.nonce, context)?;
        let decryption = subtle()?.decrypt_with_object_and_buffer_source(&parameters, &self.0, &sealed.bytes);
        let text = Uint8Array::new(&wait(decryption).await?);
        let copy = text.to_vec();
        text.fill(0, 0, text.length());
        Some(copy)
    }
}

fn parameters(nonce: &Uint8Array, context: &str) -> Option<Object> {
    let context = Uint8Array::from(context.as_bytes());
    object(&[("name", "AES-GCM".into()), ("iv", nonce.into()), ("additionalData", context.into())])
}

fn object(members: &[(&str, JsValue)]) -> Option<Object> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    Some(object)
}

async fn wait(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

fn subtle() -> Option<SubtleCrypto> {
    // `undefined` on pages without https, of which web-sys does not know.
    let subtle = window().crypto().ok()?.subtle();
    (!subtle.is_undefined()).then_some(subtle)
}
