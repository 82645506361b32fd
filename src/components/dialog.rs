use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};

use super::{Icon, IconName};
use crate::{
    browser::{dialog, element},
    i18n::{Key, texts},
};

/// A modal dialog with a title, open from the start. Its button, the Escape key and a click beside it close
/// it.
///
/// There is never more than one, because its heading has an id of its own.
#[component]
pub fn Dialog(
    /// The class of the dialog, besides `dialog`.
    class: &'static str,
    /// The title.
    #[prop(into)]
    title: String,
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
    // The browser gives the focus back when a dialog is closed, but not when it is removed.
    let opener = StoredValue::new_local(element::focused());
    on_cleanup(move || {
        let is_inside =
            dialog_ref.try_get_untracked().flatten().is_some_and(|dialog| element::contains_focus(&dialog));
        if let Some(opener) = opener.try_get_value().flatten().filter(|_| is_inside) {
            // Behind a dialog nothing can be focused.
            request_animation_frame(move || element::focus(&opener, false));
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
            class=format!("dialog {class}")
            aria-labelledby="dialog-title"
            node_ref=dialog_ref
            on:close=move |_| on_close.run(())
            on:click=close_from_backdrop
            on:keydown=close_by_key
        >
            <div class="dialog-inside">
                <header class="dialog-head">
                    <h2 id="dialog-title">{title}</h2>
                    <button type="button" class="quiet-button" on:click=move |_| close()>
                        <Icon name=IconName::Close />
                        {t.say(Key::DialogClose)}
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
}
