use std::collections::BTreeMap;

use latchkey_core::message::Message;

/// The page's English texts.
const ENGLISH: &str = include_str!("../../../locales/en.json");

/// Returns a message in English, empty if there is no such text.
#[must_use]
pub fn words(message: &Message) -> String {
    let texts: BTreeMap<String, String> = serde_json::from_str(ENGLISH).unwrap_or_default();
    texts.get(message.key).map(|text| message.fill(text)).unwrap_or_default()
}
