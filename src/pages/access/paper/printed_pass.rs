use latchkey_core::{access_code::AccessCode, ids::CustomerId};
use leptos::prelude::*;

use crate::{
    components::{CodeText, Icon, IconName, Qr},
    context::use_app,
    i18n::{Key, texts},
    pages::{access::code_panel::symbol_of, printout::PrintedRow},
};

/// A card on paper: the studio, the name of the pass, the symbol, the customer and the code.
#[component]
pub fn PrintedPass(
    /// The code.
    code: AccessCode,
    /// The name of the pass.
    name: String,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let studio = app.connections.title().unwrap_or_else(|| t.say(Key::AppName).to_owned());
    let symbol = symbol_of(&code).ok().map(|symbol| view! { <Qr symbol label=t.say(Key::AccessQr) /> });
    let customer_row = customer.map(|id| {
        view! {
            <PrintedRow name=Key::AccessCustomer>
                <bdi translate="no">{id.to_string()}</bdi>
            </PrintedRow>
        }
    });
    view! {
        <article class="letter printed-pass">
            <p class="letter-from">{studio}</p>
            <h1>{name}</h1>
            <div class="letter-symbol">{symbol}</div>
            <dl>
                {customer_row} <PrintedRow name=Key::AccessCode>
                    <CodeText code=code.content />
                </PrintedRow>
            </dl>
            <p class="letter-destroy">
                <Icon name=IconName::Trouble />
                <span>{t.say(Key::PaperWarning)}</span>
            </p>
        </article>
    }
}
