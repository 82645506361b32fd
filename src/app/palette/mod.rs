//! The command palette.

mod entries;

use leptos::{ev::KeyboardEvent, html, prelude::*};

use self::entries::{Entry, collect_entries};
use crate::{
    browser::{caseless, element},
    components::{Dialog, Icon},
    context::{AppContext, use_app},
    i18n::{Key, texts},
};

const OPTIONS_ID: &str = "palette-options";

/// What is searched for, found and selected.
#[derive(Clone, Copy)]
struct PaletteState {
    app: AppContext,
    entries: StoredValue<Vec<Entry>>,
    search: RwSignal<String>,
    /// The positions in `entries` of those found.
    found: Memo<Vec<usize>>,
    /// The place in `found` of the one that Enter follows.
    selected: RwSignal<usize>,
}

impl PaletteState {
    fn new(app: AppContext, entries: Vec<Entry>) -> Self {
        let search = RwSignal::new(String::new());
        let names: Vec<String> = entries.iter().map(|entry| caseless::fold(&entry.name)).collect();
        let found = Memo::new(move |_| {
            let search = search.with(|text| caseless::fold(text));
            let is_match = |name: &String| search.split_whitespace().all(|word| name.contains(word));
            (0..).zip(&names).filter(|(_, name)| is_match(name)).map(|(index, _)| index).collect()
        });
        Self { app, entries: StoredValue::new(entries), search, found, selected: RwSignal::new(0) }
    }

    fn search_for(self, text: String) {
        self.search.set(text);
        self.selected.set(0);
    }

    /// Follows the entry at a place of those found.
    fn follow(self, place: usize) {
        let index = self.found.with_untracked(|found| found.get(place).copied());
        let entry = index.and_then(|index| self.entries.with_value(|entries| entries.get(index).cloned()));
        if let Some(entry) = entry {
            self.app.dialog.set(None);
            entry.follow(self.app);
        }
    }

    fn handle_key(self, event: &KeyboardEvent) {
        let last = self.found.with_untracked(|found| found.len().saturating_sub(1));
        match event.key().as_str() {
            "ArrowDown" => self.selected.update(|place| *place = (*place + 1).min(last)),
            "ArrowUp" => self.selected.update(|place| *place = place.saturating_sub(1)),
            // It may also choose a word of an input method.
            "Enter" if !event.is_composing() => self.follow(self.selected.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    }
}

/// Finds every pass, list, view and action by parts of its name.
#[component]
pub fn Palette() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let state = PaletteState::new(app, untrack(|| collect_entries(app, t)));
    let is_empty = Memo::new(move |_| state.found.with(Vec::is_empty));
    let none = move || if is_empty.get() { t.say(Key::PaletteNone) } else { "" };
    view! {
        <Dialog class="palette" title=t.say(Key::PaletteTitle) on_close=move |()| app.dialog.set(None)>
            <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls=OPTIONS_ID
                aria-autocomplete="list"
                aria-activedescendant=move || (!is_empty.get()).then(|| option_id(state.selected.get()))
                aria-label=t.say(Key::PaletteLabel)
                placeholder=t.say(Key::PaletteLabel)
                autocomplete="off"
                autofocus
                spellcheck="false"
                on:keydown=move |event| state.handle_key(&event)
                on:input:target=move |event| state.search_for(event.target().value())
            />
            <Options state />
            <p class="quiet" role="status" prop:textContent=none />
        </Dialog>
    }
}

/// The entries that were found.
#[component]
fn Options(
    /// What was found.
    state: PaletteState,
) -> impl IntoView {
    let t = texts();
    let options = move || {
        let option = |(place, index): (usize, usize)| {
            let entry = state.entries.with_value(|entries| entries.get(index).cloned());
            entry.map(|entry| view! { <PaletteOption state place entry /> })
        };
        state.found.get().into_iter().enumerate().map(option).collect_view()
    };
    view! {
        <ul id=OPTIONS_ID class="palette-options" role="listbox" aria-label=t.say(Key::PaletteTitle)>
            {options}
        </ul>
    }
}

/// An entry that was found.
#[component]
fn PaletteOption(
    /// What was found.
    state: PaletteState,
    /// The place of the entry.
    place: usize,
    /// The entry.
    entry: Entry,
) -> impl IntoView {
    let option = NodeRef::<html::Li>::new();
    let is_selected = Memo::new(move |_| state.selected.get() == place);
    Effect::new(move || {
        if is_selected.get()
            && let Some(option) = option.get()
        {
            element::scroll_into_view(&option);
        }
    });
    view! {
        <li
            id=option_id(place)
            role="option"
            aria-selected=move || is_selected.get().to_string()
            on:click=move |_| state.follow(place)
            node_ref=option
        >
            <Icon name=entry.icon />
            <span>{entry.name}</span>
        </li>
    }
}

fn option_id(place: usize) -> String {
    format!("palette-{place}")
}
