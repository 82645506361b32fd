use leptos::prelude::*;

use crate::{
    browser::{document, share},
    components::{Icon, IconName, Notice},
    i18n::{Key, texts},
    pages::activation::{
        card::shown_text,
        list_state::{Id, ListState},
    },
};

/// The ids of the button and the warning, which pass the focus to each other.
const BUTTON_ID: &str = "share";
const WARNING_ID: &str = "share-warning";

/// A button that shows or hides the warning.
#[component]
pub fn ShareButton(
    /// Whether the warning is shown.
    is_sharing: RwSignal<bool>,
) -> impl IntoView {
    let t = texts();
    let toggle = move |_| {
        is_sharing.update(|is_sharing| *is_sharing = !*is_sharing);
        focus_soon(WARNING_ID);
    };
    view! {
        <button
            type="button"
            class="quiet-button"
            id=BUTTON_ID
            aria-expanded=move || is_sharing.get().to_string()
            on:click=toggle
        >
            <Icon name=IconName::Share />
            {t.say(Key::DetailShare)}
        </button>
    }
}

/// Warns of the risk before the code is passed to another app.
#[component]
pub fn ShareWarning(
    /// The list that the code is in.
    state: ListState,
    /// The id of the entry in the list.
    id: Id,
    /// The user's name and the tenant.
    names: StoredValue<(String, String)>,
    /// Whether the warning is shown.
    is_sharing: RwSignal<bool>,
) -> impl IntoView {
    let t = texts();
    let close = move || {
        is_sharing.set(false);
        focus_soon(BUTTON_ID);
    };
    let share_code = move |_| {
        let code = untrack(|| state.entry(id)).and_then(|entry| shown_text(&entry));
        if let (Some(code), Some((user, tenant))) = (code, names.try_get_value()) {
            share::text(&format!(
                "{}: {user}\n{}: {tenant}\n{}: {}",
                t.say(Key::UserIdName),
                t.say(Key::TenantName),
                t.say(Key::DetailTitle),
                code.reveal()
            ));
        }
        close();
    };
    view! {
        <div class="share-warning">
            <Notice
                icon=IconName::Trouble
                text=t.say(Key::DetailShareWarning)
                {..}
                id=WARNING_ID
                tabindex="-1"
            />
            <div class="actions">
                <button type="button" class="button" on:click=share_code>
                    {t.say(Key::DetailShareDo)}
                </button>
                <button type="button" class="button secondary" on:click=move |_| close()>
                    {t.say(Key::DetailShareNot)}
                </button>
            </div>
        </div>
    }
}

/// Moves the focus to an element that is about to be in the document.
fn focus_soon(id: &'static str) {
    request_animation_frame(move || document::focus(&format!("#{id}")));
}
