use latchkey_core::activation_code::SortOrder;
use leptos::prelude::*;

use super::list_options::{change_list_options, list_options};
use crate::{
    components::{Icon, IconName},
    context::use_app,
    i18n::{Key, texts},
};

/// The heads of the columns, above the rows. Those of codes and ends sort.
#[component]
pub fn RowHeads(
    /// Whether each row has a box that selects it.
    is_selecting: Memo<bool>,
) -> impl IntoView {
    let t = texts();
    let selection_head = move || {
        is_selecting.get().then(|| {
            view! {
                <div role="columnheader">
                    <span class="unseen">{t.say(Key::PickThis)}</span>
                </div>
            }
        })
    };
    view! {
        <div class="row-heads" role="row" aria-rowindex="1">
            {selection_head}
            <SortHead name=Key::ListHeadCode order=SortOrder::Code />
            <div role="columnheader">{t.say(Key::ListHeadState)}</div>
            <SortHead name=Key::ListHeadEnd order=SortOrder::End />
            <div role="columnheader">
                <span class="unseen">{t.say(Key::ListHeadActions)}</span>
            </div>
        </div>
    }
}

/// The head of a column with a button that sorts the list by it, and pressed once more, as it was sent.
#[component]
fn SortHead(
    /// The name of the column.
    name: Key,
    /// The order by this column.
    order: SortOrder,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let is_sorted = Memo::new(move |_| list_options(app).order == order);
    let sort = move |_| {
        let next = if is_sorted.get_untracked() { SortOrder::Sent } else { order };
        change_list_options(app, |options| options.order = next);
    };
    let arrow = move || is_sorted.get().then(|| view! { <Icon name=IconName::Up /> });
    view! {
        <div role="columnheader" aria-sort=move || if is_sorted.get() { "ascending" } else { "none" }>
            <button type="button" class="quiet-button" on:click=sort>
                <span>{t.say(name)}</span>
                {arrow}
            </button>
        </div>
    }
}
