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

/// The symbol, the code as text, and how long it is good.
#[component]
pub fn CodePanel(
    /// The code, with the notes of decoding it.
    decoded: Decoded<AccessCode>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let Decoded { value: code, notes, further_notes } = decoded;
    let now = app.clock.now();
    let delay = expiry_delay(code.end, now);
    let symbol = match (&code.format, Symbol::encode(code.content.reveal())) {
        (Format::QrCode, Ok(symbol)) => view! { <Qr symbol label=t.say(Key::AccessQr) /> }.into_any(),
        (Format::QrCode, Err(TooLong)) => view! { <NoSymbol reason=t.say(Key::QrTooLong) /> }.into_any(),
        (Format::Other(format), _) => {
            let reason = t.fill(Key::AccessUnknownFormat, &[("format", format)]);
            view! { <NoSymbol reason /> }.into_any()
        }
    };
    let time = match code.end {
        End::At(end) => view! { <RemainingTime end clock=app.clock /> }.into_any(),
        end @ (End::NotStated | End::Unknown) => {
            view! { <p class="countdown quiet">{end_in_words(t, end, now.time)}</p> }.into_any()
        }
    };
    let fold = (!notes.is_empty()).then(|| view! { <NotesFold notes further=further_notes /> });
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
