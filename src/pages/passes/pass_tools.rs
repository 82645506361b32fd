use latchkey_core::{
    remembered_passes::{PassColour, PassId, RememberedPass},
    route::Route,
};
use leptos::prelude::*;

use crate::{
    components::{Icon, IconName},
    context::use_app,
    i18n::{Key, texts},
};

/// Below a pass: remembers it or forgets it, and leads to the other remembered ones.
#[component]
pub fn PassTools(
    /// The pass.
    id: PassId,
    /// What it is called when it is remembered.
    name: String,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let (looked_up, here) = (id.clone(), id.clone());
    let is_remembered = Memo::new(move |_| app.passes.with(|passes| passes.find(&looked_up).is_some()));
    let toggle = move |_| {
        let forgets = is_remembered.get_untracked();
        app.passes.update(|passes| {
            if forgets {
                passes.remove(&id);
            } else {
                passes.add(RememberedPass::new(id.clone(), &name, PassColour::default()));
            }
        });
    };
    let label = move || t.say(if is_remembered.get() { Key::PassesForgetThis } else { Key::PassesRemember });
    // Announced when it changes, and shown only then.
    let said = RwSignal::new("");
    Effect::new(move |was: Option<bool>| {
        let is_now = is_remembered.get();
        if was.is_some_and(|was| was != is_now) {
            said.set(t.say(if is_now { Key::PassesRemembered } else { Key::PassesForgotten }));
        }
        is_now
    });
    let others = move || {
        let passes = app.passes.get();
        (passes.as_slice().len() > 1)
            .then(|| view! { <Switcher passes=passes.as_slice().to_vec() here=here.clone() /> })
    };
    view! {
        <section class="pass-tools" aria-label=t.say(Key::PassesTitle)>
            {others}
            <button type="button" class="quiet-button" on:click=toggle>
                <Icon name=IconName::Pass />
                <span prop:textContent=label />
            </button>
            <p class="quiet" role="status" prop:textContent=said />
        </section>
    }
}

/// Links to all remembered passes.
#[component]
fn Switcher(
    /// The passes.
    passes: Vec<RememberedPass>,
    /// The one that is shown.
    here: PassId,
) -> impl IntoView {
    let t = texts();
    let link = |pass: RememberedPass| {
        let is_here = pass.id == here;
        view! {
            <li>
                <a
                    class="chip pass-chip"
                    href=Route::from(pass.id).href()
                    aria-current=is_here.then_some("page")
                    data-colour=pass.colour.as_str()
                >
                    {pass.name}
                </a>
            </li>
        }
    };
    view! {
        <nav aria-label=t.say(Key::PassesTitle)>
            <ul class="chips">{passes.into_iter().map(link).collect_view()}</ul>
        </nav>
    }
}
