use std::sync::Arc;

use latchkey_core::{activation_code::ActivationCode, time::End};
use latchkey_qr::Symbol;
use leptos::prelude::*;

use crate::{
    browser::intl,
    components::{CodeText, Icon, IconName, NoSymbol, Qr},
    context::use_app,
    i18n::{Key, Texts, texts},
    pages::{
        activation::{
            card::{Remarks, shown_text},
            visibility::is_over,
        },
        printout::PrintedRow,
    },
};

/// The names that all letters of a printout have in common.
#[derive(Clone)]
pub struct Names {
    /// The name of the connection.
    pub sender: String,
    /// The user.
    pub user: String,
    /// The tenant.
    pub tenant: String,
}

/// The content of a letter.
#[derive(Clone)]
pub struct LetterContent {
    /// The entry that the letter is about.
    pub entry: ActivationCode,
    /// The symbol, or why there is none.
    pub symbol: Result<Symbol, Key>,
    /// The names in the letter.
    pub names: Arc<Names>,
}

/// A letter, which is removed when its code expires.
#[component]
pub fn ExpiringLetter(
    /// The content of the letter.
    content: LetterContent,
) -> impl IntoView {
    let app = use_app();
    let end = content.entry.end;
    let is_valid = Memo::new(move |_| !is_over(end, app.clock.now_tracked()));
    move || is_valid.get().then(|| view! { <Letter content=content.clone() /> })
}

/// One letter: what to do, what to scan, what to type, until when, and what to do with the letter afterwards.
#[component]
fn Letter(
    /// The content of the letter.
    content: LetterContent,
) -> impl IntoView {
    let t = texts();
    let LetterContent { entry, symbol, names } = content;
    let Names { sender, user, tenant } = Names::clone(&names);
    let scan_or_type = if symbol.is_ok() { Key::LetterStepScan } else { Key::LetterStepType };
    let steps = [Key::LetterStepOpen, scan_or_type, Key::LetterStepPassword]
        .map(|step| view! { <li>{t.say(step)}</li> })
        .collect_view();
    let symbol = match symbol {
        Ok(symbol) => view! { <Qr symbol label=t.say(Key::CardQr) /> }.into_any(),
        Err(reason) => view! { <NoSymbol reason=t.say(reason) /> }.into_any(),
    };
    let code = match shown_text(&entry) {
        Some(code) => view! { <CodeText code /> }.into_any(),
        None => view! { <span>{t.say(Key::CardHidden)}</span> }.into_any(),
    };
    let end = end_text(t, entry.end);
    view! {
        <article class="letter">
            <p class="letter-from">{sender}</p>
            <h1>{t.say(Key::LetterTitle)}</h1>
            <ol>{steps}</ol>
            <div class="letter-symbol">{symbol}</div>
            <dl>
                <PrintedRow name=Key::UserIdName>
                    <bdi translate="no">{user}</bdi>
                </PrintedRow>
                <PrintedRow name=Key::TenantName>
                    <bdi translate="no">{tenant}</bdi>
                </PrintedRow>
                <PrintedRow name=Key::DetailTitle>{code}</PrintedRow>
                <PrintedRow name=Key::LetterEnd>
                    <span>{end}</span>
                </PrintedRow>
            </dl>
            <Remarks entry />
            <p class="letter-destroy">
                <Icon name=IconName::Trouble />
                <span>{t.say(Key::LetterDestroy)}</span>
            </p>
        </article>
    }
}

/// Returns the end of a code in words, without the time until then, because a letter is read later.
fn end_text(t: Texts, end: End) -> String {
    match end {
        End::At(end) => intl::full_date_time(t.language(), end.millis()),
        End::NotStated => t.say(Key::EndNotStated).to_owned(),
        End::Unknown => t.say(Key::EndUnknown).to_owned(),
    }
}
