use latchkey_core::{secret::Secret, time::End};
use leptos::prelude::*;

use super::creation::Creation;
use crate::{
    components::{CodeText, CopyButton, IconName, Keyed, Notice, expiry_delay},
    context::use_app,
    i18n::{Key, texts},
    pages::activation::{
        card::{Life, shown_text},
        visibility::{PageSignals, Visibility},
        visibility_button::VisibilityButton,
    },
};

/// Says that the code was created, and shows it if the service returned it, which it may do only this once.
#[component]
pub fn CreationResult(
    /// The creation, which has succeeded.
    creation: Creation,
) -> impl IntoView {
    let t = texts();
    let shown_code = creation.created_entry().and_then(|entry| Some((shown_text(&entry)?, entry.end)));
    let body = match shown_code {
        Some((code, end)) => view! { <CreatedCode creation code end /> }.into_any(),
        None => view! {
            <p>{t.say(Key::CreateHidden)}</p>
            <div class="actions">
                <DoneButton creation />
            </div>
        }
        .into_any(),
    };
    view! {
        <p role="status">
            <Notice icon=IconName::Good text=t.say(Key::CreateMade) />
        </p>
        {body}
    }
}

/// The created code, its end, and its buttons.
#[component]
fn CreatedCode(
    /// The creation, which has succeeded.
    creation: Creation,
    /// The code.
    code: Secret,
    /// When the code ends.
    end: End,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let visibility = Visibility::new(app, PageSignals::of(app), end, true, || {});
    let is_code_shown = Memo::new(move |_| visibility.is_shown());
    let text = code.clone();
    let code_line = move |is_shown: bool| {
        let delay = expiry_delay(end, app.clock.now());
        is_shown
            .then(|| {
                view! {
                    <p class="code-line" class:expires=delay.is_some() style:animation-delay=delay>
                        <CodeText code=text.clone() />
                    </p>
                }
            })
            .into_any()
    };
    view! {
        <div>
            <Keyed value=is_code_shown children=code_line />
        </div>
        <Life end />
        <div class="actions">
            <DoneButton creation />
            <VisibilityButton visibility is_code_shown=true />
            <CopyButton text=code label=t.say(Key::CopyCode) />
        </div>
    }
}

/// A button that closes the form.
#[component]
fn DoneButton(
    /// The creation, which has succeeded.
    creation: Creation,
) -> impl IntoView {
    let t = texts();
    view! {
        <button type="button" class="button" on:click=move |_| creation.close()>
            {t.say(Key::CreateDone)}
        </button>
    }
}
