use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};

use crate::{
    browser::dialog,
    components::{Icon, IconName},
    i18n::{Key, texts},
    pages::lock::IdleLock,
};

/// A modal dialog, open from the start. Its button, the Escape key and a click beside it close it.
#[component]
pub fn DetailDialog(
    /// Called after the dialog was closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// What is below the title.
    children: Children,
) -> impl IntoView {
    let t = texts();
    let dialog_ref = NodeRef::<html::Dialog>::new();
    // Only a dialog that is in the document can be shown; when effects run it is, and nothing was painted
    // yet.
    Effect::new(move || {
        if let Some(dialog) = dialog_ref.get() {
            dialog::open(&dialog);
        }
    });
    let close = move || {
        let is_closed = dialog_ref.try_get_untracked().flatten().is_some_and(|dialog| dialog::close(&dialog));
        if !is_closed {
            on_close.run(());
        }
    };
    // A browser does this itself for a modal dialog only.
    let close_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    // The content covers the dialog up to its edges, so the dialog itself is the target only of clicks on the
    // backdrop.
    let close_from_backdrop = move |event: MouseEvent| {
        if event.target() == event.current_target() {
            close();
        }
    };
    view! {
        <dialog
            class="detail"
            aria-labelledby="detail-title"
            node_ref=dialog_ref
            on:close=move |_| on_close.run(())
            on:click=close_from_backdrop
            on:keydown=close_by_key
        >
            <div class="detail-inside">
                <IdleLock />
                <header class="detail-head">
                    <h2 id="detail-title">{t.say(Key::DetailTitle)}</h2>
                    <button type="button" class="quiet-button" on:click=move |_| close()>
                        <Icon name=IconName::Close />
                        {t.say(Key::DetailClose)}
                    </button>
                </header>
                <div class="detail-body">{children()}</div>
            </div>
        </dialog>
    }
}
