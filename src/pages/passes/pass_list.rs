use latchkey_core::{remembered_passes::RememberedPass, route::Route};
use leptos::prelude::*;

use super::editor::PassEditor;
use crate::{
    components::{Icon, IconName, Keyed},
    context::use_app,
    i18n::{Key, texts},
};

/// The remembered passes in the person's order, or the form that changes them. Nothing if there are none.
#[component]
pub fn PassList() -> impl IntoView {
    let app = use_app();
    let is_editing = RwSignal::new(false);
    let has_passes = Memo::new(move |_| app.passes.with(|passes| !passes.as_slice().is_empty()));
    let section = move |has_any: bool| has_any.then(|| view! { <PassSection is_editing /> }).into_any();
    view! { <Keyed value=has_passes children=section /> }
}

/// The list with its heading.
#[component]
fn PassSection(
    /// Whether the list is being changed.
    is_editing: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let list = move |edits: bool| {
        if edits {
            view! { <PassEditor /> }.into_any()
        } else {
            let rows = move || {
                let passes = app.passes.get();
                passes.as_slice().iter().cloned().map(|pass| view! { <PassRow pass /> }).collect_view()
            };
            view! { <ul class="card rows">{rows}</ul> }.into_any()
        }
    };
    let label = move || t.say(if is_editing.get() { Key::PassesDone } else { Key::PassesEdit });
    view! {
        <section>
            <div class="section-head">
                <h2>{t.say(Key::PassesTitle)}</h2>
                <button
                    type="button"
                    class="quiet-button"
                    on:click=move |_| is_editing.update(|edits| *edits = !*edits)
                >
                    <span prop:textContent=label />
                </button>
            </div>
            <Keyed value=is_editing children=list />
        </section>
    }
}

/// A link to a remembered pass.
#[component]
fn PassRow(
    /// The pass.
    pass: RememberedPass,
) -> impl IntoView {
    let app = use_app();
    let RememberedPass { id, name, colour } = pass;
    let connection = app.connections.find(&id.connection).map(|found| found.name);
    let customer = id.customer.map(|customer| customer.to_string());
    let description = [connection, customer].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <a class="row" href=Route::from(id).href() data-colour=colour.as_str()>
                <span class="row-words">
                    <strong>{name}</strong>
                    <span class="quiet">{description}</span>
                </span>
                <Icon name=IconName::Onward />
            </a>
        </li>
    }
}
