use leptos::prelude::*;

use crate::i18n::{Key, texts};

/// What to try if a reader does not read the symbol, folded away.
#[component]
pub fn ScanHelp() -> impl IntoView {
    let t = texts();
    let steps = [Key::ScanBrightness, Key::ScanDistance, Key::ScanGlare, Key::ScanNight, Key::ScanFilm]
        .map(|step| view! { <li>{t.say(step)}</li> })
        .collect_view();
    view! {
        <details>
            <summary>{t.say(Key::ScanTitle)}</summary>
            <ul class="scan-help">{steps}</ul>
        </details>
    }
}
