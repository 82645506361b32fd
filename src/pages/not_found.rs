use latchkey_core::route::Route;
use leptos::prelude::*;

use crate::i18n::{Key, texts};

/// For an address without a view, or with an unknown connection.
#[component]
pub fn NotFound() -> impl IntoView {
    let t = texts();
    view! {
        <section class="card empty">
            <h1 tabindex="-1">{t.say(Key::NotFoundTitle)}</h1>
            <p>{t.say(Key::NotFoundWords)}</p>
            <a class="button" href=Route::Home.href()>
                {t.say(Key::NotFoundHome)}
            </a>
        </section>
    }
}
