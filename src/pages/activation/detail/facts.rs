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

/// What people enter in the vendor's app besides the code, its end, and its buttons.
#[component]
pub fn Facts(
    /// The list that the code is in.
    state: ListState,
    /// The id of the entry in the list.
    id: Id,
    /// The entry, as it was when the dialog was opened.
    entry: ActivationCode,
    /// Whether the code is shown.
    visibility: Visibility,
    /// What is shown of the code.
    face: Memo<Face>,
    /// The name of the user.
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

/// The buttons that show, hide and copy the code.
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
