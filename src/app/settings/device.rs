use latchkey_core::remembered_passes::{FileError, RememberedPasses, read_file, write_file};
use leptos::{prelude::*, task::spawn_local};
use web_sys::HtmlInputElement;

use crate::{
    browser::{download, file_picker},
    components::{Icon, IconName},
    context::use_app,
    i18n::{Key, Texts, texts},
};

const FILE_NAME: &str = "latchkey-passes.json";
const MEDIA_TYPE: &str = "application/json";

/// What the device remembers: passes to save as a file, to read from one, and to forget.
#[component]
pub fn DeviceSection() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let said = RwSignal::new(String::new());
    let count = Memo::new(move |_| app.passes.with(|passes| passes.as_slice().len()));
    let remembered = move || match count.get() {
        0 => t.say(Key::DeviceNoPasses).to_owned(),
        count => t.count(Key::DevicePasses, count),
    };
    let with_passes = move || (count.get() > 0).then(|| view! { <SaveAndForget said /> });
    view! {
        <section aria-labelledby="settings-device">
            <h3 id="settings-device">{t.say(Key::DeviceTitle)}</h3>
            <p class="quiet" prop:textContent=remembered />
            <div class="options">{with_passes} <AddFromFile said /></div>
            <p role="status" prop:textContent=said />
        </section>
    }
}

/// Saves the passes as a file, and forgets all of them.
#[component]
fn SaveAndForget(
    /// What was done, in words.
    said: RwSignal<String>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let save = move |_| {
        let text = app.passes.with_untracked(write_file);
        let is_saved = download::save(FILE_NAME, MEDIA_TYPE, text.as_bytes());
        let key = if is_saved { Key::DeviceSaved } else { Key::DeviceNotSaved };
        said.set(t.fill(key, &[("name", FILE_NAME)]));
    };
    let forget = move |_| {
        app.passes.set(RememberedPasses::default());
        said.set(t.say(Key::DeviceForgotten).to_owned());
    };
    view! {
        <button type="button" class="quiet-button" on:click=save>
            <Icon name=IconName::Save />
            {t.say(Key::DeviceExport)}
        </button>
        <button type="button" class="quiet-button" on:click=forget>
            <Icon name=IconName::Over />
            {t.say(Key::DeviceForget)}
        </button>
    }
}

/// A field for a file with passes.
#[component]
fn AddFromFile(
    /// What was done, in words.
    said: RwSignal<String>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let add = move |input: HtmlInputElement| {
        spawn_local(async move {
            let Some(text) = file_picker::read_text(&input).await else { return };
            let words = match read_file(&text) {
                Ok(read) => match add_all(app.passes, &read) {
                    0 => t.say(Key::DeviceNoneAdded).to_owned(),
                    added => t.count(Key::DeviceAdded, added),
                },
                Err(error) => error_words(t, error),
            };
            let _ = said.try_set(words);
        });
    };
    view! {
        <label class="file-button quiet-button">
            <Icon name=IconName::Plus />
            <span>{t.say(Key::DeviceImport)}</span>
            <input
                type="file"
                accept=".json,application/json"
                class="unseen"
                on:change:target=move |event| add(event.target())
            />
        </label>
    }
}

/// Adds passes that are not remembered yet, and returns how many.
fn add_all(passes: RwSignal<RememberedPasses>, read: &RememberedPasses) -> usize {
    let mut added = 0;
    passes.update(|passes| {
        added = read.as_slice().iter().filter(|pass| passes.add((*pass).clone())).count();
    });
    added
}

fn error_words(t: Texts, error: FileError) -> String {
    match error {
        FileError::OtherFile => t.say(Key::DeviceOtherFile).to_owned(),
        FileError::LaterVersion => t.say(Key::DeviceLaterVersion).to_owned(),
        FileError::InvalidEntry(position) => {
            t.fill(Key::DeviceInvalidEntry, &[("position", &position.to_string())])
        }
    }
}
