use latchkey_core::{
    access_code::{AccessCode, Format},
    notes::Decoded,
    time::End,
};
use latchkey_qr::{Symbol, TooLong};
use leptos::prelude::*;

use crate::{
    components::{CodeText, NoSymbol, NotesFold, Qr, RemainingTime, end_in_words, expiry_delay},
    context::use_app,
    i18n::{Key, texts},
};

/// Why a code has no symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SymbolProblem {
    /// The service says that it is in another format, which is given.
    OtherFormat(String),
    /// It is longer than a symbol can be.
    TooLong,
}

/// Returns the symbol of a code.
///
/// # Errors
/// Why there is none.
pub fn symbol_of(code: &AccessCode) -> Result<Symbol, SymbolProblem> {
    match &code.format {
        Format::QrCode => Symbol::encode(code.content.reveal()).map_err(|TooLong| SymbolProblem::TooLong),
        Format::Other(format) => Err(SymbolProblem::OtherFormat(format.clone())),
    }
}

/// The symbol, the code as text, and how long it is good.
#[component]
pub fn CodePanel(
    /// The code, with the notes of decoding it.
    decoded: Decoded<AccessCode>,
    /// Whether it is shown for a reader alone, without how the answer was read.
    #[prop(optional)]
    is_full_screen: bool,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let Decoded { value: code, notes, further_notes } = decoded;
    let now = app.clock.now();
    let delay = expiry_delay(code.end, now);
    let symbol = match symbol_of(&code) {
        Ok(symbol) => view! { <Qr symbol label=t.say(Key::AccessQr) /> }.into_any(),
        Err(SymbolProblem::TooLong) => view! { <NoSymbol reason=t.say(Key::QrTooLong) /> }.into_any(),
        Err(SymbolProblem::OtherFormat(format)) => {
            let reason = t.fill(Key::AccessUnknownFormat, &[("format", &format)]);
            view! { <NoSymbol reason /> }.into_any()
        }
    };
    let time = match code.end {
        End::At(end) => {
            view! { <RemainingTime end clock=app.clock style=app.preferences.countdown /> }.into_any()
        }
        end @ (End::NotStated | End::Unknown) => {
            view! { <p class="countdown quiet">{end_in_words(t, end, now.time)}</p> }.into_any()
        }
    };
    let fold =
        (!notes.is_empty() && !is_full_screen).then(|| view! { <NotesFold notes further=further_notes /> });
    view! {
        <div class="qr-panel" class:expires=delay.is_some() style:animation-delay=delay.clone()>
            {symbol}
        </div>
        <p class="code-line" class:expires=delay.is_some() style:animation-delay=delay>
            <CodeText code=code.content />
        </p>
        {time}
        {fold}
    }
}
