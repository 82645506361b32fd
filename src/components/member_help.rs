use latchkey_core::{
    failure::{Failure, MemberHint},
    secret::Secret,
};
use latchkey_qr::Symbol;
use leptos::prelude::*;

use super::{CopyButton, Qr};
use crate::i18n::{Key, texts};

/// What a refused pass may mean for the member, whom to ask, and what to show them. Nothing for a failure
/// that is none of the member's affair.
#[component]
pub fn MemberHelp(
    /// What happened.
    failure: Failure,
) -> impl IntoView {
    let t = texts();
    let trace_id = failure.report().and_then(|report| report.details.trace_id.clone());
    MemberHint::of(&failure).map(|hint| {
        let staff = trace_id.map(|id| view! { <StaffTrace id /> });
        view! {
            <div class="member-help">
                <h3>{t.say(Key::MemberTitle)}</h3>
                <p>{t.say(meaning(hint))}</p>
                <p>{t.say(Key::MemberAsk)}</p>
                {staff}
            </div>
        }
    })
}

fn meaning(hint: MemberHint) -> Key {
    match hint {
        MemberHint::NoRight => Key::MemberNoRight,
        MemberHint::Unknown => Key::MemberUnknown,
        MemberHint::SwitchedOff => Key::MemberSwitchedOff,
        MemberHint::Unpaid => Key::MemberUnpaid,
        MemberHint::Blocked => Key::MemberBlocked,
    }
}

/// The trace id as text and as a symbol, which staff can scan instead of typing it. It is folded away,
/// because a symbol in the place of the code would be held in front of the gate.
#[component]
fn StaffTrace(
    /// The id, as the service sent it.
    id: String,
) -> impl IntoView {
    let t = texts();
    // Much shorter than what a symbol can hold, so there always is one.
    let symbol = Symbol::encode(&id).ok();
    let symbol = symbol.map(|symbol| {
        view! {
            <div class="trace-panel">
                <Qr symbol label=t.say(Key::MemberTraceQr) class="trace-qr" />
            </div>
        }
    });
    view! {
        <details>
            <summary>{t.say(Key::MemberStaff)}</summary>
            <div class="staff-trace">
                <p>{t.say(Key::MemberTrace)}</p>
                <p>
                    <bdi class="raw" dir="ltr" translate="no">
                        {id.clone()}
                    </bdi>
                </p>
                {symbol}
                <CopyButton text=Secret::new(id) label=t.say(Key::CopyThis) />
            </div>
        </details>
    }
}
