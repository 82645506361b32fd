use latchkey_core::{
    activation_code::{ActivationCode, Code},
    qr,
    request::QrType,
};

use super::listing::{Id, Listing};
use crate::{
    components::{self, no_symbol},
    dom::{El, el},
    i18n::Key,
};

/// The symbol of an entry on its white panel, or in its place why there is none.
#[must_use]
pub fn symbol(listing: Listing, id: Id) -> El {
    let drawn = listing.entry(id).map(|entry| draw(listing, &entry));
    el("div").class("qr-panel").children(drawn)
}

fn draw(listing: Listing, entry: &ActivationCode) -> El {
    let t = listing.t;
    let modules = match &entry.code {
        Code::Shown { text, .. } => qr::encode(text.reveal()),
        Code::Hidden => return no_symbol(t.say(Key::CardNoMpower)),
    };
    match (listing.format, modules) {
        (QrType::Normal, Ok(modules)) => components::qr(&modules, t.say(Key::CardQr)),
        (QrType::Normal, Err(qr::TooLong)) => no_symbol(t.say(Key::QrTooLong)),
        // No document says what an mpower symbol holds, so none is made up.
        (QrType::Mpower, _) => no_symbol(t.say(Key::CardNoMpower)),
    }
}
