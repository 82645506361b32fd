use latchkey_core::remembered_passes::{PassColour, PassId, RememberedPass};
use leptos::prelude::*;

use crate::{
    browser::document,
    components::{Icon, IconName, Keyed},
    context::use_app,
    i18n::{Key, Texts, texts},
};

/// The remembered passes with their names, colours and order to change.
#[component]
pub fn PassEditor() -> impl IntoView {
    let app = use_app();
    // A name that is being typed must not rebuild its field.
    let ids = Memo::new(move |_| {
        app.passes.with(|passes| passes.as_slice().iter().map(|pass| pass.id.clone()).collect::<Vec<_>>())
    });
    let rows = move |listed: Vec<PassId>| {
        let row = |(place, id): (usize, PassId)| view! { <PassFields id place /> };
        listed.into_iter().enumerate().map(row).collect_view().into_any()
    };
    view! {
        <ul class="card rows pass-editor">
            <Keyed value=ids children=rows />
        </ul>
    }
}

/// The fields and buttons of one pass.
#[component]
fn PassFields(
    /// The pass.
    id: PassId,
    /// Its place in the list, from 0.
    place: usize,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let RememberedPass { name, colour, .. } =
        app.passes.with_untracked(|passes| passes.find(&id).cloned())?;
    let (renamed, recoloured, moved) = (id.clone(), id.clone(), id.clone());
    let rename = move |text: String| app.passes.update(|passes| passes.rename(&renamed, &text));
    let recolour = move |word: String| {
        app.passes.update(|passes| passes.recolour(&recoloured, PassColour::from_name(&word)));
    };
    let move_up = move |_| {
        app.passes.update(|passes| passes.move_up(&moved));
        // The rows are built anew.
        request_animation_frame(|| document::focus(".pass-editor li:first-child input"));
    };
    let forget = move |_| {
        app.passes.update(|passes| passes.remove(&id));
        // The button is gone.
        request_animation_frame(|| {
            if !document::try_focus(".pass-editor input") {
                document::focus("main h1");
            }
        });
    };
    let colours = PassColour::ALL
        .map(|one| {
            view! {
                <option value=one.as_str() selected=one == colour>
                    {colour_name(t, one)}
                </option>
            }
        })
        .collect_view();
    let up_button = (place > 0).then(|| {
        view! {
            <button
                type="button"
                class="quiet-button"
                aria-label=t.fill(Key::PassesUp, &[("name", &name)])
                on:click=move_up
            >
                <Icon name=IconName::Up />
            </button>
        }
    });
    Some(view! {
        <li>
            <input
                type="text"
                autocomplete="off"
                aria-label=t.say(Key::PassesName)
                value=name.clone()
                on:change:target=move |event| rename(event.target().value())
            />
            <select
                aria-label=t.fill(Key::PassesColour, &[("name", &name)])
                on:change:target=move |event| recolour(event.target().value())
            >
                {colours}
            </select>
            {up_button}
            <button
                type="button"
                class="quiet-button"
                aria-label=t.fill(Key::PassesForget, &[("name", &name)])
                on:click=forget
            >
                <Icon name=IconName::Over />
            </button>
        </li>
    })
}

fn colour_name(t: Texts, colour: PassColour) -> &'static str {
    t.say(match colour {
        PassColour::Accent => Key::ColourAccent,
        PassColour::Green => Key::ColourGreen,
        PassColour::Amber => Key::ColourAmber,
        PassColour::Red => Key::ColourRed,
        PassColour::Grey => Key::ColourGrey,
    })
}
