//! Stage one of the start: shows a pass's code before the app is there.
//!
//! At the address of a pass behind a gateway, `boot/loader.js` starts this module before the app. It decides
//! what is asked for, with the very request the app would send, and what may be shown of the answer; it draws
//! that into the shell of the page. The answer is kept for the app, which draws the same in the same place.
//! Whatever is not the plain good case is left to the app as it is: nothing is shown and nothing is said. It
//! asks once, never renews, and holds no words.
//!
//! * [`plan`] and [`code`] decide, with the core alone, and are tested on the host;
//! * `drawing` fills the card of the pass.
//!
//! The scripts around it send the request, tell it of the time and of the page (`boot/first.js`); so it needs
//! neither promises nor listeners of its own, and stays small.

pub mod code;
mod drawing;
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
    drawing::Drawing,
    plan::Plan,
};

/// Overwrites memory when it is freed, so that secrets do not outlive their values: an answer, a symbol being
/// drawn.
#[cfg(target_family = "wasm")]
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

thread_local! {
    static STAGE: RefCell<Stage> = const { RefCell::new(Stage::Empty) };
}

/// How far this stage is.
enum Stage {
    /// Nothing is asked for or shown.
    Empty,
    /// A code is asked for.
    Asking(Plan),
    /// A code has come.
    Holding {
        plan: Plan,
        code: Code,
        symbol: Symbol,
        /// Its card in the page; absent while the page is hidden.
        drawing: Option<Drawing>,
    },
}

/// Decides what is asked for at an address, by the answer for `latchkey.json`. `wished` are the tags of the
/// languages the person wants, separated by commas, the most wanted first. Returns the request as the core
/// writes it ([`Request::text`]); nothing where the app has to begin.
///
/// [`Request::text`]: latchkey_core::request::Request::text
#[wasm_bindgen]
#[must_use]
pub fn ask(
    fragment: &str,
    wished: &str,
    status: u16,
    headers: &str,
    body: Vec<u8>,
    clocks: &[f64],
) -> Option<String> {
    let settings = exchange(status, headers, body, clocks);
    let plan = Plan::of(fragment, &settings, wished)?;
    let request = plan.request().canonical_text();
    STAGE.set(Stage::Asking(plan));
    Some(request)
}

/// Takes what came for the request. Whether it holds a code that this stage can show: then [`look`] shows it.
#[wasm_bindgen]
#[must_use]
pub fn answered(status: u16, headers: &str, body: Vec<u8>, clocks: &[f64]) -> bool {
    let Stage::Asking(plan) = STAGE.replace(Stage::Empty) else { return false };
    let exchange = exchange(status, headers, body, clocks);
    let Some((code, symbol)) = Code::of(&exchange, plan.clock) else { return false };
    STAGE.set(Stage::Holding { plan, code, symbol, drawing: None });
    true
}

/// Shows what may be seen at this time of the device's clocks (`Date.now()`, `performance.now()`), while the
/// page is visible or not. Returns in how many milliseconds to look again; zero where only an event can
/// change something, less where the code is over and gone.
#[wasm_bindgen]
#[must_use]
pub fn look(wall_ms: f64, monotonic_ms: f64, is_visible: bool) -> i32 {
    let reading = reading(wall_ms, monotonic_ms);
    let wait = STAGE.with_borrow_mut(|stage| {
        let Stage::Holding { plan, code, symbol, drawing } = stage else { return 0 };
        match code.view(reading, is_visible) {
            View::Shown { left_ms, lock_ms } => {
                match drawing {
                    Some(drawing) => drawing.count(left_ms),
                    None => *drawing = Drawing::put(plan, code.content(), symbol, left_ms, lock_ms),
                }
                lock_ms.map_or(0, |lock_ms| code.next_look_ms(reading, lock_ms))
            }
            View::Hidden => {
                *drawing = None;
                0
            }
            View::Over => -1,
        }
    });
    if wait < 0 {
        end();
    }
    wait
}

/// Lets go of everything, in the page and in memory.
#[wasm_bindgen]
pub fn end() {
    STAGE.set(Stage::Empty);
}

/// An answer as JavaScript tells it: `headers` are `Content-Type`, `Retry-After`, `Date` and `Age`, a line
/// each, empty where absent; `clocks` both clocks when the request left and when the headers had come.
fn exchange(status: u16, headers: &str, body: Vec<u8>, clocks: &[f64]) -> Exchange {
    let mut headers = headers.split('\n');
    let mut header = || headers.next().filter(|value| !value.is_empty()).map(str::to_owned);
    let answer =
        Answer { status, content_type: header(), retry_after: header(), date: header(), age: header(), body };
    let clock = |at| clocks.get(at).copied().unwrap_or_default();
    Exchange { answer, sent: reading(clock(0), clock(1)), received: reading(clock(2), clock(3)) }
}

/// Both clocks in whole milliseconds. None is beyond 2^53, so nothing is lost.
#[allow(clippy::cast_possible_truncation)]
fn reading(wall_ms: f64, monotonic_ms: f64) -> Reading {
    Reading { wall_ms: wall_ms as i64, monotonic_ms: monotonic_ms as i64 }
}
