//! The sheets that are being written or printed: letters, or the card of a pass. They live outside of the
//! app's own elements, directly in the body, because the stylesheet for paper hides everything else there.

use std::cell::{Cell, RefCell};

use leptos::{
    mount::{UnmountHandle, mount_to_renderer},
    prelude::*,
    tachys::view::any_view::AnyViewState,
};
use web_sys::Element;

use crate::{
    browser::document::set_root_attribute,
    context::AppContext,
    i18n::{Key, texts},
};

thread_local! {
    static CURRENT: RefCell<Option<Sheets>> = const { RefCell::new(None) };
    static LAST_NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// Set on the root element while sheets are in the document: the stylesheet for paper then prints nothing
/// else.
const PRINTING_ATTRIBUTE: &str = "data-printing";

/// A printout's elements, and what keeps them alive.
struct Sheets {
    number: u32,
    /// Holds the sheets. In the document only when all of them are written.
    root: Element,
    owner: Owner,
    /// Each takes its sheet away when it is dropped.
    mounted: Vec<UnmountHandle<AnyViewState>>,
}

/// The number of a printout. There is one printout at a time; a number of an earlier one does nothing any
/// more.
#[derive(Clone, Copy)]
pub struct Printout(u32);

impl Printout {
    /// Begins an empty printout in place of the last one. It is removed when the person uses the page again
    /// after printing, on a lock, when the page is left or frozen, when `is_over` (tracked) returns true
    /// because the codes are gone, and when the address names another view.
    ///
    /// The event `afterprint` removes nothing: phones send it at once and make the pages later, and Safari
    /// does not send it for a print that was cancelled early.
    pub fn begin(app: AppContext, is_over: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        remove();
        let number = LAST_NUMBER.get().wrapping_add(1);
        LAST_NUMBER.set(number);
        let owner = Owner::new();
        owner.with(|| {
            provide_context(app);
            let view = app.route.get_untracked().without_list_options();
            Effect::new(move || {
                let is_left = app.lifecycle.left.get() || app.lifecycle.frozen.get();
                if is_left || app.locked.get() || is_over() || app.route.get().without_list_options() != view
                {
                    // Not at once: this effect would be disposed of while it runs.
                    queue_microtask(remove);
                }
            });
        });
        let root = sheets_element(texts().language());
        CURRENT.set(root.map(|root| Sheets { number, root, owner, mounted: Vec::new() }));
        Self(number)
    }

    /// Removes the printout with the next key press, touch or turn of the wheel, of which there is none while
    /// a print dialog is open.
    pub fn remove_on_interaction(self, interactions: RwSignal<u32>) {
        let before = interactions.get_untracked();
        self.with(|sheets| {
            sheets.owner.with(|| {
                Effect::new(move || {
                    if interactions.get() != before {
                        queue_microtask(remove);
                    }
                });
            });
        });
    }

    /// Adds a sheet. Returns nothing if the printout was removed.
    pub fn add(self, sheet: impl FnOnce() -> AnyView + 'static) -> Option<()> {
        self.with(|sheets| {
            let mounted = sheets.owner.with(|| mount_to_renderer(&sheets.root, sheet));
            sheets.mounted.push(mounted);
        })
    }

    /// Returns whether the printout was not removed.
    pub fn exists(self) -> bool {
        self.with(|_| ()).is_some()
    }

    /// Puts the sheets into the document. Returns whether the printout was not removed before.
    pub fn show(self) -> bool {
        self.with(|sheets| {
            if let Some(body) = document().body() {
                // Fails only for an element that contains the body.
                let _ = body.append_child(&sheets.root);
                set_root_attribute(PRINTING_ATTRIBUTE, Some(""));
            }
        })
        .is_some()
    }

    fn with<T>(self, work: impl FnOnce(&mut Sheets) -> T) -> Option<T> {
        CURRENT.with_borrow_mut(|current| current.as_mut().filter(|sheets| sheets.number == self.0).map(work))
    }
}

/// One thing on a sheet, with its name. Inside of a `dl`.
#[component]
pub fn PrintedRow(
    /// What it is.
    name: Key,
    /// The thing itself.
    children: Children,
) -> impl IntoView {
    let t = texts();
    view! {
        <div>
            <dt>{t.say(name)}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// Removes the printout, if there is one.
pub fn remove() {
    if let Some(sheets) = CURRENT.take() {
        sheets.root.remove();
        set_root_attribute(PRINTING_ATTRIBUTE, None);
        sheets.owner.cleanup();
    }
}

fn sheets_element(language: &str) -> Option<Element> {
    // The browser refuses none of these names.
    let root = document().create_element("div").ok()?;
    root.set_attribute("class", "letters").ok()?;
    root.set_attribute("lang", language).ok()?;
    Some(root)
}
