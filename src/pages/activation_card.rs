use latchkey_core::{
    activation_code::{ActivationCode, Code},
    qr,
    request::QrType,
    secret::Secret,
    time::End,
};
use leptos::prelude::*;

use crate::{
    components::{CodeText, CopyButton, Icon, Mark, Qr, StateMark, Symbol, clock_face, end_in_words},
    i18n::{Key, Texts, texts},
    world::World,
};

/// A code that was shown is masked again after this time, in milliseconds.
const REVEALED: i64 = 30_000;
/// Below this time a code is about to end, in milliseconds.
const SOON: i64 = 3_600_000;

/// One activation code: masked until somebody asks to see it, then code and symbol, and when it ends.
#[component]
pub fn Card(
    /// What it may reach.
    world: World,
    /// The entry.
    entry: ActivationCode,
    /// What the server was asked to put into symbols.
    format: QrType,
) -> AnyView {
    let t = texts();
    let end = entry.end;
    let time = Memo::new(move |_| end_in_words(t, end, world.clock.ticking().time));
    let twins = (entry.listed > 1).then(|| view! { <p class="quiet">{t.count(Key::CardTwins, entry.listed)}</p> });
    let other_end = entry.other_end.then(|| view! { <p class="notice">{t.say(Key::CardOtherEnd)}</p> });
    let code = match entry.code {
        Code::Shown { text, zeros_may_be_lost } => {
            let zeros = zeros_may_be_lost.then(|| view! { <p class="notice">{t.say(Key::CardZeros)}</p> });
            view! {
                <Masked world=world code=text format=format />
                {zeros}
            }
            .into_any()
        }
        Code::Hidden => view! { <p class="no-symbol">{t.say(Key::CardHidden)}</p> }.into_any(),
    };
    view! {
        <li class="card code-card">
            {code}
            <div class="card-time">
                <Remaining world=world end=end />
                <p class="quiet">{time}</p>
            </div>
            {twins}
            {other_end}
        </li>
    }
    .into_any()
}

/// A code as dots, and, for half a minute after a press, itself.
#[component]
fn Masked(
    /// What it may reach.
    world: World,
    /// The code.
    code: Secret,
    /// What the server was asked to put into symbols.
    format: QrType,
) -> AnyView {
    let t = texts();
    let since = RwSignal::new(None::<i64>);
    let revealed = Memo::new(move |_| {
        since.get().is_some_and(|since| world.clock.ticking().steady.saturating_sub(since) < REVEALED)
    });
    let toggle = move |_| {
        since.set((!revealed.get_untracked()).then(|| world.clock.now().steady));
    };
    let face = {
        let code = code.clone();
        move || {
            if revealed.get() {
                let symbol = symbol(t, &code, format);
                let code = code.clone();
                view! {
                    <div class="qr-panel">{symbol}</div>
                    <p class="code-line"><CodeText code=code.clone() /></p>
                }
                .into_any()
            } else {
                // The same dots for every code: their number would tell its length.
                view! { <p class="code-line masked" aria-label=t.say(Key::CardMasked) role="img">"••••••••"</p> }
                    .into_any()
            }
        }
    };
    let label = move || t.say(if revealed.get() { Key::CardHide } else { Key::CardShow });
    view! {
        {face}
        <div class="card-actions">
            <button
                type="button"
                class="quiet-button"
                aria-pressed=move || if revealed.get() { "true" } else { "false" }
                on:click=toggle
            >
                <Icon symbol=Symbol::Eye />
                {label}
            </button>
            <CopyButton text=code label=t.say(Key::CopyCode) />
        </div>
    }
    .into_any()
}

/// The symbol of a code, or why there is none.
fn symbol(t: Texts, code: &Secret, format: QrType) -> AnyView {
    match (format, qr::encode(code.reveal())) {
        (QrType::Normal, Ok(modules)) => view! { <Qr modules=modules label=t.say(Key::CardQr) /> }.into_any(),
        (QrType::Normal, Err(qr::TooLong)) => {
            view! { <p class="no-symbol">{t.say(Key::QrTooLong)}</p> }.into_any()
        }
        // No document says what an mpower symbol holds, so none is made up.
        (QrType::Mpower, _) => view! { <p class="no-symbol">{t.say(Key::CardNoMpower)}</p> }.into_any(),
    }
}

/// The state in a word, and below an hour the time left as a clock shows it.
#[component]
fn Remaining(
    /// What it may reach.
    world: World,
    /// The end.
    end: End,
) -> AnyView {
    let t = texts();
    let End::At(end) = end else {
        return view! { <StateMark mark=Mark::Plain words=t.say(Key::StateNoEnd) /> }.into_any();
    };
    let left = move || end.millis_since(world.clock.ticking().time);
    let soon = Memo::new(move |_| left() < SOON);
    let digits = Memo::new(move |_| if soon.get() { clock_face(left()) } else { String::new() });
    let state = move || {
        let (mark, key) = if soon.get() { (Mark::Soon, Key::StateEnding) } else { (Mark::Good, Key::StateValid) };
        view! { <StateMark mark=mark words=t.say(key) /> }
    };
    view! {
        {state}
        <span class="small-digits" role="timer" aria-live="off">
            {digits}
        </span>
    }
    .into_any()
}

/// A code whose end has passed: only when that was. The code is of no use to anybody any more.
#[component]
pub fn ExpiredRow(
    /// What it may reach.
    world: World,
    /// The end.
    end: End,
    /// How many exact twins it stands for.
    listed: usize,
) -> AnyView {
    let t = texts();
    let words = end_in_words(t, end, world.clock.now().time);
    let twins = (listed > 1).then(|| [" · ", &t.count(Key::CardTwins, listed)].concat());
    view! {
        <li>
            <Icon symbol=Symbol::Over />
            <span>{words} {twins}</span>
        </li>
    }
    .into_any()
}
