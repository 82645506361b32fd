use std::time::Duration;

use latchkey_core::{
    activation_code::{ActivationCode, Code, Image, PngBytes},
    request::QrType,
    secret::Secret,
};
use latchkey_qr::{Symbol, TooLong};
use leptos::{prelude::*, task::spawn_local};

use super::{
    list_state::{Id, ListState},
    server_symbol::redrawn,
};
use crate::{
    browser::{device_clock, scheduler},
    components::{Icon, IconName, NoSymbol, Qr},
    i18n::{Key, texts},
};

/// Time limit for the server's images, in milliseconds.
const IMAGE_TIMEOUT_MS: i64 = 30_000;

/// The symbol of an entry on its white panel, or why there is none; below it a remark on the server's symbol.
#[component]
pub fn CodeSymbol(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
    /// The number of answers before the one that is shown.
    generation: Signal<u32>,
) -> impl IntoView {
    match untrack(|| state.entry(id)) {
        Some(ActivationCode { code: Code::Shown { text, .. }, .. }) if state.format == QrType::Normal => {
            view! { <OwnSymbol state id text generation /> }.into_any()
        }
        Some(_) => view! { <ServerSymbol state id /> }.into_any(),
        None => ().into_any(),
    }
}

/// Whether the server's symbol has the same message as ours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    /// There is none, or it is still being read.
    Pending,
    /// It does.
    Same,
    /// It has another message.
    Different,
    /// It cannot be read with certainty.
    Unreadable,
}

/// The symbol made from the code, compared with the server's.
#[component]
fn OwnSymbol(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
    /// The code.
    text: Secret,
    /// The number of answers before the one that is shown.
    generation: Signal<u32>,
) -> impl IntoView {
    let t = texts();
    let symbol = match Symbol::encode(text.reveal()) {
        Ok(symbol) => view! { <Qr symbol label=t.say(Key::CardQr) /> }.into_any(),
        Err(TooLong) => view! { <NoSymbol reason=t.say(Key::QrTooLong) /> }.into_any(),
    };
    let comparison = RwSignal::new(Comparison::Pending);
    Effect::new(move || {
        // The next answer may bring the image.
        generation.track();
        match untrack(|| state.entry(id)).map(|entry| (entry.image, entry.code)) {
            Some((Image::Png(png), Code::Shown { text: current, .. })) => {
                spawn_local(async move { comparison.set(compare(png, current).await) });
            }
            Some((Image::Unusable, _)) => comparison.set(Comparison::Unreadable),
            Some((Image::Png(_) | Image::Absent, _)) | None => {}
        }
    });
    let remark = move || match comparison.get() {
        Comparison::Different => view! {
            <span class="notice other" role="alert">
                <Icon name=IconName::Trouble />
                <span>{t.say(Key::SymbolOther)}</span>
            </span>
        }
        .into_any(),
        Comparison::Unreadable => view! { <p class="quiet">{t.say(Key::SymbolNotCompared)}</p> }.into_any(),
        Comparison::Pending | Comparison::Same => ().into_any(),
    };
    view! {
        <div class="qr-panel">{symbol}</div>
        {remark}
    }
}

async fn compare(png: PngBytes, text: Secret) -> Comparison {
    match redrawn(png, Some(text)).await.and_then(|redrawn| redrawn.says) {
        Some(true) => Comparison::Same,
        Some(false) => Comparison::Different,
        None => Comparison::Unreadable,
    }
}

/// The server's symbol, redrawn.
#[component]
fn ServerSymbol(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
) -> impl IntoView {
    let t = texts();
    let result = RwSignal::new(None::<Result<Symbol, Key>>);
    spawn_local(async move { result.set(Some(entry_symbol(state, id, image_deadline()).await)) });
    move || match result.get() {
        Some(Ok(symbol)) => view! {
            <div class="qr-panel">
                <Qr symbol label=t.say(Key::CardQr) />
            </div>
        }
        .into_any(),
        Some(Err(reason)) => view! {
            <div class="qr-panel">
                <NoSymbol reason=t.say(reason) />
            </div>
        }
        .into_any(),
        // The stylesheet shows it only when that takes a while.
        None => view! {
            <div class="skeleton qr-panel" role="status">
                <p class="quiet">{t.say(Key::SymbolAsking)}</p>
            </div>
        }
        .into_any(),
    }
}

/// Returns the deadline for images that are requested now, in milliseconds of the device's monotonic clock.
#[must_use]
pub fn image_deadline() -> i64 {
    device_clock::read().monotonic_ms + IMAGE_TIMEOUT_MS
}

/// Returns an entry's symbol: of its code, or of the server's image. Images that are needed are requested,
/// and awaited until the deadline.
///
/// # Errors
/// Why there is no symbol.
pub async fn entry_symbol(state: ListState, id: Id, deadline_ms: i64) -> Result<Symbol, Key> {
    let left_ms = deadline_ms.saturating_sub(device_clock::read().monotonic_ms);
    if left_ms > 0 && untrack(|| needs_images(state, id)) {
        state.request_images();
        let has_settled = move || !needs_images(state, id) || state.images.try_get() != Some(true);
        scheduler::wait_until(has_settled, Duration::from_millis(left_ms.unsigned_abs())).await;
    }
    let entry = untrack(|| state.entry(id)).ok_or(Key::DetailGone)?;
    let (not_redrawn, absent) = match &entry.code {
        Code::Shown { text, .. } if state.format == QrType::Normal => {
            return Symbol::encode(text.reveal()).map_err(|TooLong| Key::QrTooLong);
        }
        Code::Shown { .. } => (Key::SymbolNotRedrawn, Key::SymbolAbsent),
        Code::Hidden => (Key::SymbolNotRedrawnHidden, Key::SymbolAbsentHidden),
    };
    match entry.image {
        Image::Png(png) => redrawn(png, None).await.map(|redrawn| redrawn.symbol).ok_or(not_redrawn),
        Image::Unusable => Err(not_redrawn),
        Image::Absent if untrack(|| state.has_images()) => Err(absent),
        // They were requested and did not arrive.
        Image::Absent => Err(Key::SymbolFailed),
    }
}

/// Returns whether the entry's symbol needs the server's image, and no answer has had the images yet.
/// Tracked.
fn needs_images(state: ListState, id: Id) -> bool {
    let Some(entry) = state.entry(id) else { return false };
    let is_drawn_here = state.format == QrType::Normal && matches!(entry.code, Code::Shown { .. });
    !is_drawn_here && entry.image == Image::Absent && !state.has_images()
}
