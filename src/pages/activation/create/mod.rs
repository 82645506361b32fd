//! The form that creates an activation code, and then the code.

mod creation;
mod request_form;
mod result;
mod send;

use leptos::prelude::*;

pub use self::creation::Creation;
use self::{request_form::RequestForm, result::CreationResult};
use crate::{
    browser::document,
    components::Keyed,
    i18n::{Key, texts},
};

/// A card that creates a code and then shows it.
#[component]
pub fn CreateForm(
    /// The creation that the form controls.
    creation: Creation,
) -> impl IntoView {
    let t = texts();
    let is_created = Memo::new(move |_| creation.is_created());
    Effect::new(move || {
        is_created.track();
        // The button that had the focus was removed.
        request_animation_frame(|| document::focus("#create-title"));
    });
    let body = move |has_result: bool| {
        if has_result {
            view! { <CreationResult creation /> }.into_any()
        } else {
            view! { <RequestForm creation /> }.into_any()
        }
    };
    view! {
        <section class="card form create" aria-labelledby="create-title">
            <h3 id="create-title" tabindex="-1">
                {t.say(Key::CreateTitle)}
            </h3>
            <Keyed value=is_created children=body />
        </section>
    }
}
