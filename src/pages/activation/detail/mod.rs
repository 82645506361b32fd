//! One activation code, large in a dialog.

mod facts;
mod share;
mod tools;

use leptos::prelude::*;

use self::facts::Facts;
use super::{
    card::Revealed,
    list_state::{Id, ListState},
    visibility::{PageSignals, Visibility},
};
use crate::{
    browser::wake_lock,
    components::{Dialog, Icon, IconName, Keyed},
    context::use_app,
    i18n::{Key, texts},
    pages::lock::IdleLock,
};

/// What is shown of the code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    /// Symbol and text.
    Open,
    /// That it is hidden.
    Covered,
    /// That it has ended.
    Ended,
    /// That it is no longer listed.
    Gone,
}

impl Face {
    /// Whether the code can still be used.
    fn is_usable(self) -> bool {
        matches!(self, Self::Open | Self::Covered)
    }
}

/// A dialog with one activation code: the symbol as large as possible, the code, what else people enter in
/// the vendor's app, and all buttons. The code is shown at first, and hidden when that of a card would be.
#[component]
pub fn Detail(
    /// The list that the code is in.
    state: ListState,
    /// The id of the entry in the list.
    id: Id,
    /// The user id that people enter in the vendor's app; empty if it is not known.
    user: String,
    /// The tenant that people enter in the vendor's app.
    tenant: String,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    untrack(|| state.entry(id)).map(|entry| {
        let visibility = Visibility::new(app, PageSignals::of(app), entry.end, true, || {});
        let face = Memo::new(move |_| match (state.contains(id), visibility.is_over()) {
            (false, _) => Face::Gone,
            (true, true) => Face::Ended,
            (true, false) if visibility.is_shown() => Face::Open,
            (true, false) => Face::Covered,
        });
        wake_lock::hold_while(Signal::derive(move || face.get() == Face::Open), app.lifecycle.visible);
        let code_panel = move |current| view! { <CodePanel state id face=current /> }.into_any();
        view! {
            <Dialog class="detail" title=t.say(Key::DetailTitle) on_close=move |()| state.large.set(None)>
                <IdleLock />
                <div class="detail-body">
                    <div class="detail-code">
                        <Keyed value=face children=code_panel />
                    </div>
                    <Facts state id entry visibility face user tenant />
                </div>
            </Dialog>
        }
    })
}

/// Symbol and text of the code, or why they are not shown.
#[component]
fn CodePanel(
    /// The list that the code is in.
    state: ListState,
    /// The id of the entry in the list.
    id: Id,
    /// What is shown of the code.
    face: Face,
) -> impl IntoView {
    let t = texts();
    let (name, reason) = match face {
        Face::Open => {
            let generation = Signal::derive(move || state.generation());
            return view! { <Revealed state id generation /> }.into_any();
        }
        Face::Covered => (IconName::Eye, Key::DetailCovered),
        Face::Ended => (IconName::Over, Key::CoverEnded),
        Face::Gone => (IconName::Over, Key::DetailGone),
    };
    view! {
        <div class="qr-panel covered">
            <Icon name />
            <p>{t.say(reason)}</p>
        </div>
    }
    .into_any()
}
