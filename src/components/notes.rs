use latchkey_core::notes::Note;
use leptos::prelude::*;

use crate::i18n::{Key, texts};

/// Which tolerance rules an answer needed, folded away: each rule's name, the first field it was used on, and
/// how often it was used besides. Never a value.
#[component]
pub fn NotesFold(
    /// The uses of rules, in the order of the answer.
    notes: Vec<Note>,
    /// How many more uses were counted but not kept.
    further: usize,
) -> impl IntoView {
    let t = texts();
    let mut rules: Vec<(&'static str, String, usize)> = Vec::new();
    for Note { rule, path } in notes {
        match rules.iter_mut().find(|(other, ..)| *other == rule) {
            Some((.., besides)) => *besides += 1,
            None => rules.push((rule, path, 0)),
        }
    }
    if let Some((.., besides)) = rules.last_mut() {
        *besides += further;
    }
    let rows = rules
        .into_iter()
        .map(|(rule, path, besides)| {
            let more = (besides > 0).then(|| t.count(Key::NotesMore, besides));
            view! {
                <div>
                    <dt>{rule}</dt>
                    <dd>
                        <bdi class="raw" dir="ltr" translate="no">
                            {path}
                        </bdi>
                        " "
                        {more.map(|more| view! { <span class="quiet">{more}</span> })}
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary>{t.say(Key::NotesTitle)}</summary>
            <dl class="details">{rows}</dl>
        </details>
    }
}
