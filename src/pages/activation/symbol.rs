use latchkey_core::{
    activation_code::{ActivationCode, Code, Image},
    qr::{self, Modules},
    request::QrType,
    secret::Secret,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    list_state::{Id, ListState},
    server_symbol::redrawn,
};
use crate::{
    browser::scheduler::wait,
    components::{self, Symbol, no_symbol, notice},
    dom::{El, effect, el},
    i18n::{Key, Texts},
};

/// How long a symbol waits for the server's images, in looks and in milliseconds from one to the next.
pub const PATIENCE: u32 = 300;
const LOOK: u64 = 100;

/// The symbol of an entry on its white panel, or in its place why there is none, goes into `place`; below it what is to be said
/// of the server's own.
#[must_use]
pub fn symbol(listing: ListState, id: Id, place: El) -> El {
    match untrack(|| listing.entry(id)) {
        Some(ActivationCode { code: Code::Shown { text, .. }, .. }) if listing.format == QrType::Normal => {
            own(listing, id, place, &text)
        }
        Some(_) => servers(listing, id, place),
        None => place,
    }
}

/// Drawn from the code, and compared with what the server has drawn.
fn own(listing: ListState, id: Id, place: El, text: &Secret) -> El {
    let t = listing.t;
    let drawn = match qr::encode(text.reveal()) {
        Ok(modules) => components::qr(&modules, t.say(Key::CardQr)),
        Err(qr::TooLong) => no_symbol(t.say(Key::QrTooLong)),
    };
    // Whether both say the same, once that is known; nothing inside where it cannot be known.
    let same = RwSignal::new(None::<Option<bool>>);
    effect(move || match listing.entry(id).map(|entry| (entry.image, entry.code)) {
        Some((Image::Png(png), Code::Shown { text, .. })) => {
            spawn_local(async move {
                same.set(Some(redrawn(png, Some(text)).await.and_then(|redrawn| redrawn.says)));
            });
        }
        Some((Image::Unusable, _)) => same.set(Some(None)),
        Some((Image::Png(_) | Image::Absent, _)) | None => {}
    });
    let remark = move |same: Option<Option<bool>>| match same {
        Some(Some(false)) => {
            Some(notice(Symbol::Trouble, t.say(Key::SymbolOther)).attr("role", "alert").add_class("other"))
        }
        Some(None) => Some(el("p").class("quiet").say(t, Key::SymbolNotCompared)),
        Some(Some(true)) | None => None,
    };
    place.child(panel(drawn)).part(move || same.get(), remark)
}

/// The server's, drawn anew.
fn servers(listing: ListState, id: Id, place: El) -> El {
    let t = listing.t;
    let read = RwSignal::new(None::<Result<Modules, Key>>);
    spawn_local(async move { read.set(Some(modules(listing, id, &mut PATIENCE.clone()).await)) });
    let drawn = move |read: Option<Result<Modules, Key>>| {
        Some(match read {
            Some(Ok(modules)) => panel(components::qr(&modules, t.say(Key::CardQr))),
            Some(Err(why)) => panel(no_symbol(t.say(why))),
            None => waiting(t),
        })
    };
    place.part(move || read.get(), drawn)
}

/// The place of a symbol that the service is asked for; it appears only when that takes a while.
fn waiting(t: Texts) -> El {
    let words = el("p").class("quiet").say(t, Key::SymbolAsking);
    el("div").class("skeleton qr-panel").attr("role", "status").child(words)
}

fn panel(inside: El) -> El {
    el("div").class("qr-panel").child(inside)
}

/// The modules of an entry's symbol: of its code, or of the server's image, which is asked for where it is needed and
/// waited for as long as the `patience` lasts.
///
/// # Errors
/// Why there is no symbol.
pub async fn modules(listing: ListState, id: Id, patience: &mut u32) -> Result<Modules, Key> {
    let mut asked = false;
    loop {
        let Some(entry) = untrack(|| listing.entry(id)) else { return Err(Key::DetailGone) };
        let (not_redrawn, absent) = match &entry.code {
            Code::Shown { text, .. } if listing.format == QrType::Normal => {
                return qr::encode(text.reveal()).map_err(|qr::TooLong| Key::QrTooLong);
            }
            Code::Shown { .. } => (Key::SymbolNotRedrawn, Key::SymbolAbsent),
            Code::Hidden => (Key::SymbolNotRedrawnHidden, Key::SymbolAbsentHidden),
        };
        match entry.image {
            Image::Png(png) => {
                let redrawn = redrawn(png, None).await;
                return redrawn.map(|redrawn| redrawn.modules).ok_or(not_redrawn);
            }
            Image::Unusable => return Err(not_redrawn),
            Image::Absent if listing.has_images() => return Err(absent),
            Image::Absent if *patience == 0 => return Err(Key::SymbolFailed),
            Image::Absent => {
                if listing.images.try_with_untracked(|wanted| *wanted) == Some(false) {
                    // It was asked for, and the answer did not come.
                    if asked {
                        return Err(Key::SymbolFailed);
                    }
                    listing.images.set(true);
                }
                asked = true;
            }
        }
        *patience -= 1;
        wait(LOOK).await;
    }
}
