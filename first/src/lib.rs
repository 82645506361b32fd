//! Stage one of the start: shows a pass's code before the app has loaded.
//!
//! At the URL of a pass through a gateway, `boot/loader.js` starts this module before the app. It builds the
//! same request as the app, decides what may be shown of the answer, and renders it into the page's shell.
//! The answer is kept for the app, which renders the same in the same place. Every case other than a valid
//! code is left to the app, and this stage shows nothing. It sends one request, never renews, and has no
//! texts.
//!
//! * [`plan`] and [`code`] decide, use the core alone and are tested on the host;
//! * `pass_card` renders the card of the pass.
//!
//! `boot/first.js` sends the request, and passes the time and the page's visibility in. So this module needs
//! no promises or listeners of its own, and stays small.

pub mod code;
mod pass_card;
pub mod plan;

use std::cell::RefCell;

use latchkey_core::{
    answer::{Answer, Exchange},
    clock::Reading,
};
use latchkey_qr::Symbol;
use wasm_bindgen::prelude::wasm_bindgen;

use self::{
    code::{Code, View},
    pass_card::PassCard,
    plan::Plan,
};

/// Zeroes memory when it is freed, so that no copy of a secret remains, such as an answer or a symbol.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

thread_local! {
    static STAGE: RefCell<Stage> = const { RefCell::new(Stage::Empty) };
}

/// Progress of this stage.
enum Stage {
    /// Nothing is requested or shown.
    Empty,
    /// A code was requested.
    Requested(Plan),
    /// A code has arrived.
    HasCode {
        plan: Plan,
        code: Code,
        symbol: Symbol,
        /// Card in the page; absent while the page is hidden.
        card: Option<PassCard>,
    },
}

/// Builds the request for the pass at `fragment` from the answer for `latchkey.json`. `languages` are the
/// person's preferred language tags, separated by commas. Returns the request as text
/// ([`Request::canonical_text`]), or `None` if the app has to send it.
///
/// `headers` and `clocks` are as in [`accept_answer`].
///
/// [`Request::canonical_text`]: latchkey_core::request::Request::canonical_text
#[wasm_bindgen]
#[must_use]
pub fn build_request(
    fragment: &str,
    languages: &str,
    status: u16,
    headers: &str,
    body: Vec<u8>,
    clocks: &[f64],
) -> Option<String> {
    let settings = exchange(status, headers, body, clocks);
    let plan = Plan::new(fragment, &settings, languages)?;
    let request = plan.request().canonical_text();
    STAGE.set(Stage::Requested(plan));
    Some(request)
}

/// Accepts the answer to the request. Returns whether it has a code for [`update_view`] to show.
///
/// `headers` are the values of `Content-Type`, `Retry-After`, `Date` and `Age`, one per line, empty if
/// absent. `clocks` are `Date.now()` and `performance.now()` when the request was sent, then both when the
/// headers were received.
#[wasm_bindgen]
#[must_use]
pub fn accept_answer(status: u16, headers: &str, body: Vec<u8>, clocks: &[f64]) -> bool {
    let Stage::Requested(plan) = STAGE.replace(Stage::Empty) else { return false };
    let exchange = exchange(status, headers, body, clocks);
    let Some((code, symbol)) = Code::decode(&exchange, plan.clock) else { return false };
    STAGE.set(Stage::HasCode { plan, code, symbol, card: None });
    true
}

/// Updates the view for the time of the device's clocks (`Date.now()`, `performance.now()`) and the
/// visibility of the page. Returns the milliseconds until the next update: zero if only an event can change
/// the view, negative if the code is over and was removed.
#[wasm_bindgen]
#[must_use]
pub fn update_view(wall_ms: f64, monotonic_ms: f64, is_visible: bool) -> i32 {
    let reading = reading(wall_ms, monotonic_ms);
    let next_update_ms = STAGE.with_borrow_mut(|stage| {
        let Stage::HasCode { plan, code, symbol, card } = stage else { return 0 };
        match code.view(reading, is_visible) {
            View::Shown { left_ms, lock_ms } => {
                match card {
                    Some(card) => card.update_remaining(left_ms),
                    None => *card = PassCard::mount(plan, code.content(), symbol, left_ms, lock_ms),
                }
                lock_ms.map_or(0, |lock_ms| code.next_update_ms(reading, lock_ms))
            }
            View::Hidden => {
                *card = None;
                0
            }
            View::Over => -1,
        }
    });
    if next_update_ms < 0 {
        end();
    }
    next_update_ms
}

/// Ends this stage: removes the card and drops everything in memory.
#[wasm_bindgen]
pub fn end() {
    STAGE.set(Stage::Empty);
}

/// Converts an answer from its parts in JavaScript.
fn exchange(status: u16, headers: &str, body: Vec<u8>, clocks: &[f64]) -> Exchange {
    let mut headers = headers.split('\n');
    let mut header = || headers.next().filter(|value| !value.is_empty()).map(str::to_owned);
    let answer = Answer {
        status,
        content_type: header(),
        retry_after: header(),
        date: header(),
        age: header(),
        body,
        headers: String::new(),
    };
    let clock = |at| clocks.get(at).copied().unwrap_or_default();
    Exchange { answer, sent: reading(clock(0), clock(1)), received: reading(clock(2), clock(3)) }
}

/// Rounds both clocks to whole milliseconds. They stay far below 2^53, so the cast loses nothing else.
#[allow(clippy::cast_possible_truncation)]
fn reading(wall_ms: f64, monotonic_ms: f64) -> Reading {
    Reading { wall_ms: wall_ms as i64, monotonic_ms: monotonic_ms as i64 }
}
