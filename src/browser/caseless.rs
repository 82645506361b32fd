//! Compares names with the browser's tables of Unicode.

use js_sys::JsString;

/// A letter that is lower case, but which has no upper case in Unicode's comparison without case. JavaScript
/// would turn it into the capital of `i`, another letter.
const DOTLESS_I: &str = "ı";

/// Returns a text that is the same for all spellings of a name that differ only in case or in the composition
/// of letters (Unicode's canonical caseless match, D145).
///
/// JavaScript has no case folding. Lower case and then upper case have the same effect: both `ẞ` and `ß`
/// become `SS`, and both forms of the small sigma the same capital.
#[must_use]
pub fn fold(name: &str) -> String {
    let parts: Vec<String> = name.split(DOTLESS_I).map(fold_case).collect();
    parts.join(DOTLESS_I)
}

fn fold_case(text: &str) -> String {
    let decomposed = JsString::from(text).normalize("NFD");
    decomposed.to_lower_case().to_upper_case().normalize("NFD").into()
}
