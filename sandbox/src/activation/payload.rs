//! What the sandbox's symbols carry, and the `qrImage` made of it.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::activation::asked::{Asked, Images};
use crate::activation::code::Code;
use crate::activation::symbol::Symbol;
use crate::activation::tenant::TENANT;

/// The text in the symbol of this code, if the call asks for one.
///
/// No document describes the `mpower` payload: this one is **an invention of the sandbox**, an address under the
/// reserved name `.invalid`. It carries the code even where lists hide it, as the real one presumably does.
#[must_use]
pub fn text(asked: &Asked, value: &str) -> Option<String> {
    match asked.images {
        Images::None => None,
        Images::Normal => Some(value.to_owned()),
        Images::Mpower => {
            let user = utf8_percent_encode(asked.user, NON_ALPHANUMERIC);
            let code = utf8_percent_encode(value, NON_ALPHANUMERIC);
            Some(format!("https://mpower.sandbox.invalid/activate?tenant={TENANT}&user={user}&code={code}"))
        }
    }
}

/// The symbol of this code, if the call asks for one.
#[must_use]
pub fn symbol(asked: &Asked, value: &str) -> Option<Symbol> {
    text(asked, value).and_then(|text| Symbol::of(&text))
}

/// `data:image/png;base64,…`, if the call asks for images.
#[must_use]
pub fn image(asked: &Asked, code: &Code) -> Option<String> {
    symbol(asked, &code.value).and_then(|symbol| symbol.data_url())
}
