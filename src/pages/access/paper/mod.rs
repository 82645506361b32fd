//! A static code on paper or in a file. Other codes end, so for them the reason is given.

mod printed_pass;
mod tools;

use latchkey_core::{ids::CustomerId, time::End};
use leptos::prelude::*;

use self::tools::PaperTools;
use super::{code_panel::symbol_of, shown_pass::ShownPass};
use crate::{
    components::Keyed,
    i18n::{Key, texts},
};

/// What can be done with the code that is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    /// No code is shown.
    Nothing,
    /// It can be printed, and saved if it has a symbol.
    Paper { has_symbol: bool },
    /// It ends.
    Ends,
    /// It is not known when it ends.
    UnknownEnd,
}

/// The buttons that print and save a static code; for other codes, why there are none.
#[component]
pub fn Paper(
    /// The pass.
    shown: ShownPass,
    /// The name of the pass.
    name: String,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
) -> impl IntoView {
    let t = texts();
    let offer = Memo::new(move |_| {
        shown.code.with(|code| match code.as_ref().map(|code| &code.value) {
            None => Offer::Nothing,
            Some(code) => match code.end {
                End::NotStated => Offer::Paper { has_symbol: symbol_of(code).is_ok() },
                End::At(_) => Offer::Ends,
                End::Unknown => Offer::UnknownEnd,
            },
        })
    });
    let view_of_offer = move |offered: Offer| match offered {
        Offer::Nothing => ().into_any(),
        Offer::Paper { has_symbol } => {
            view! { <PaperTools shown name=name.clone() customer has_symbol /> }.into_any()
        }
        Offer::Ends => view! { <p class="quiet">{t.say(Key::PaperEnds)}</p> }.into_any(),
        Offer::UnknownEnd => view! { <p class="quiet">{t.say(Key::PaperUnknownEnd)}</p> }.into_any(),
    };
    view! { <Keyed value=offer children=view_of_offer /> }
}
