use leptos::prelude::*;

use crate::i18n::{Key, texts};

/// Lines of a key in an empty frame.
const DRAWING: &str = "M30 42a11 11 0 1 1 0-22 11 11 0 0 1 0 22zM41 31h35M64 31v10M74 31v8";

/// Says that there is no valid code, in place of the cards.
#[component]
pub fn NoCodes() -> impl IntoView {
    let t = texts();
    view! {
        <section class="card empty">
            <Drawing />
            <p>{t.say(Key::ListEmpty)}</p>
            <p class="quiet">{t.say(Key::ListEmptyDo)}</p>
        </section>
    }
}

/// Says that search and filter match no code.
#[component]
pub fn NoneFound(
    /// Called to show all codes again.
    #[prop(into)]
    on_show_all: Callback<()>,
) -> impl IntoView {
    let t = texts();
    view! {
        <section class="card empty">
            <Drawing />
            <p>{t.say(Key::ListNoneFound)}</p>
            <div class="actions">
                <button type="button" class="button secondary" on:click=move |_| on_show_all.run(())>
                    {t.say(Key::ListAll)}
                </button>
            </div>
        </section>
    }
}

#[component]
fn Drawing() -> impl IntoView {
    view! {
        <svg class="drawing" viewBox="0 0 96 64" aria-hidden="true">
            <path d=DRAWING />
        </svg>
    }
}
