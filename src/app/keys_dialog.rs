use leptos::prelude::*;

use crate::{
    components::{Dialog, PreferenceBox},
    context::{Action, use_app},
    i18n::{Key, texts},
};

/// The keys there are, here and everywhere, and whether single keys count.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let everywhere =
        [("Ctrl K", t.say(Key::PaletteTitle)), ("?", t.say(Key::KeysTitle)), ("1 … 9", t.say(Key::KeysPass))];
    let here = app.actions.with_untracked(|actions| {
        let with_key = |action: &Action| action.key.map(|key| (key.to_string(), action.name));
        actions.iter().filter_map(with_key).collect::<Vec<_>>()
    });
    let rows = everywhere
        .into_iter()
        .map(|(key, name)| (key.to_owned(), name))
        .chain(here)
        .map(|(key, name)| view! { <KeyRow key name /> })
        .collect_view();
    view! {
        <Dialog class="keys" title=t.say(Key::KeysTitle) on_close=move |()| app.dialog.set(None)>
            <dl class="details">{rows}</dl>
            <div class="options">
                <PreferenceBox name=Key::KeysSingle preference=app.preferences.single_keys />
            </div>
        </Dialog>
    }
}

/// A key and what it does.
#[component]
fn KeyRow(
    /// The key, as it is written on keyboards.
    key: String,
    /// What it does.
    name: &'static str,
) -> impl IntoView {
    view! {
        <div>
            <dt>
                <kbd translate="no">{key}</kbd>
            </dt>
            <dd>{name}</dd>
        </div>
    }
}
