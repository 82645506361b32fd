use latchkey_core::{access_code::AccessCode, notes::Decoded};
use leptos::{portal::Portal, prelude::*};

use crate::{
    browser::second_window::SecondWindow,
    components::{Icon, IconName, Keyed, Notice},
    context::use_app,
    i18n::{Key, texts},
    pages::access::{CodePanel, ShownPass},
};

/// Opens and closes a second window, which shows the customer the code of the current pass.
///
/// This window writes the other one, so nothing is sent between them. It closes with the view, and so also
/// when the page is locked or left.
#[component]
pub fn CustomerWindow(
    /// The current pass.
    shown: RwSignal<Option<ShownPass>>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let opened = RwSignal::new_local(None::<SecondWindow>);
    let is_refused = RwSignal::new(false);
    let close = move || {
        if let Some(window) = opened.try_update_untracked(Option::take).flatten() {
            window.close();
        }
    };
    on_cleanup(close);
    Effect::new(move || {
        let _ = app.clock.now_tracked();
        // The person may have closed it, or moved it to another screen.
        if opened.with_untracked(|window| window.as_ref().is_some_and(|window| !window.follow())) {
            opened.set(None);
        }
    });
    let toggle = move |_| {
        if opened.with_untracked(Option::is_some) {
            close();
            opened.set(None);
        } else {
            let window =
                SecondWindow::open(app.connections.title().as_deref().unwrap_or(t.say(Key::AppName)));
            is_refused.set(window.is_none());
            opened.set(window);
        }
    };
    let label =
        move || t.say(if opened.with(Option::is_some) { Key::DeskWindowClose } else { Key::DeskWindowOpen });
    let problem = move || {
        is_refused.get().then(|| {
            view! { <Notice icon=IconName::Trouble text=t.say(Key::DeskWindowRefused) /> }
        })
    };
    let content = move || {
        let body = opened.with(|window| window.as_ref().and_then(SecondWindow::body));
        body.map(|body| {
            view! {
                <Portal mount=body>
                    <CustomerView shown />
                </Portal>
            }
        })
    };
    view! {
        <div>
            <button type="button" class="quiet-button" on:click=toggle>
                <Icon name=IconName::Large />
                <span prop:textContent=label />
            </button>
            <div role="status">{problem}</div>
            {content}
        </div>
    }
}

/// What the customer sees.
#[derive(Clone, PartialEq)]
enum Sight {
    /// There is no pass.
    Welcome,
    /// There is no code, for whatever reason: that is for the desk's eyes.
    Moment,
    /// The code.
    Code(Decoded<AccessCode>),
}

/// The content of the second window. Nothing in it can be pressed.
#[component]
fn CustomerView(
    /// The current pass.
    shown: RwSignal<Option<ShownPass>>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let sight = Memo::new(move |_| match shown.get() {
        None => Sight::Welcome,
        Some(shown) => shown.code.try_get().flatten().map_or(Sight::Moment, Sight::Code),
    });
    let view = move |current: Sight| match current {
        Sight::Welcome => {
            view! { <p class="customer-words" prop:textContent=t.say(Key::DeskWelcome) /> }.into_any()
        }
        Sight::Moment => {
            view! { <p class="customer-words" prop:textContent=t.say(Key::DeskMoment) /> }.into_any()
        }
        Sight::Code(decoded) => view! { <CodePanel decoded is_full_screen=true /> }.into_any(),
    };
    let studio = app.connections.title().map(|title| view! { <p class="customer-studio">{title}</p> });
    view! { <main class="customer-view">{studio} <Keyed value=sight children=view /></main> }
}
