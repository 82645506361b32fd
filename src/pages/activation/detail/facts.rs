use latchkey_core::activation_code::ActivationCode;
use leptos::prelude::*;

use super::{Face, tools::Tools};
use crate::{
    components::{CopyButton, CopyRow, Icon, IconName},
    i18n::{Key, texts},
    pages::activation::{
        card::shown_text,
        card::{Life, Remarks},
        list_state::{Id, ListState},
        visibility::Visibility,
        visibility_button::VisibilityButton,
    },
};

/// What the app asks for besides the code, how long that is valid, and what can be done with it.
#[component]
pub fn Facts(
    /// The list that the code is in.
    state: ListState,
    /// Which entry of the list.
    id: Id,
    /// The entry, as it was when the dialog was opened.
    entry: ActivationCode,
    /// Whether the code is shown.
    visibility: Visibility,
    /// What is seen of the code.
    face: Memo<Face>,
    /// Whose code it is.
    user: String,
    /// The tenant.
    tenant: String,
) -> impl IntoView {
    let t = texts();
    let is_usable = Memo::new(move |_| face.get().is_usable());
    let code_actions = move || {
        let listed = is_usable.get().then(|| untrack(|| state.entry(id))).flatten();
        listed.map(|listed| view! { <CodeActions entry=listed visibility /> })
    };
    let rows =
        [(Key::UserIdName, user.clone(), Key::CopyUser), (Key::TenantName, tenant.clone(), Key::CopyTenant)]
            .into_iter()
            .filter(|(_, text, _)| !text.is_empty())
            .map(|(name, text, label)| view! { <CopyRow name=t.say(name) text label=t.say(label) /> })
            .collect_view();
    let tools =
        move || is_usable.get().then(|| view! { <Tools state id user=user.clone() tenant=tenant.clone() /> });
    view! {
        <div class="detail-facts">
            {code_actions} <p class="notice own-screen">
                <Icon name=IconName::Note />
                <span>{t.say(Key::DetailOwnScreen)}</span>
            </p> <dl class="type-these">{rows}</dl> <Life end=entry.end /> <Remarks entry /> {tools}
        </div>
    }
}

/// What shows or hides the code, and what copies it.
#[component]
fn CodeActions(
    /// The entry.
    entry: ActivationCode,
    /// Whether the code is shown.
    visibility: Visibility,
) -> impl IntoView {
    let t = texts();
    let code = shown_text(&entry);
    let is_code_shown = code.is_some();
    let copy_button = code.map(|text| view! { <CopyButton text label=t.say(Key::CopyCode) /> });
    view! {
        <div class="card-actions">
            <VisibilityButton visibility is_code_shown />
            {copy_button}
        </div>
    }
}
