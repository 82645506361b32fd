//! The text of QR symbols, and the `qrImage` made from it.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::activation::code::ActivationCode;
use crate::activation::list_request::{ImageKind, ListRequest};
use crate::activation::symbol::Symbol;
use crate::activation::tenant::TENANT;

/// Returns the text of the QR symbol of a code, if images are requested.
///
/// The `mpower` payload is not documented. This one is **an invention of the sandbox**: a URL under the
/// reserved domain `.invalid`. It contains the code even if lists mask it, as the real one presumably does.
#[must_use]
pub fn text(request: &ListRequest, value: &str) -> Option<String> {
    match request.images {
        ImageKind::None => None,
        ImageKind::Normal => Some(value.to_owned()),
        ImageKind::Mpower => {
            let user = utf8_percent_encode(request.user, NON_ALPHANUMERIC);
            let code = utf8_percent_encode(value, NON_ALPHANUMERIC);
            Some(format!("https://mpower.sandbox.invalid/activate?tenant={TENANT}&user={user}&code={code}"))
        }
    }
}

/// Returns the QR symbol of a code, if images are requested.
#[must_use]
pub fn symbol(request: &ListRequest, value: &str) -> Option<Symbol> {
    text(request, value).and_then(|text| Symbol::encode(&text))
}

/// Returns the `qrImage` of a code, if images are requested: `data:image/png;base64,…`.
#[must_use]
pub fn image(request: &ListRequest, code: &ActivationCode) -> Option<String> {
    symbol(request, &code.value).and_then(|symbol| symbol.data_url())
}
