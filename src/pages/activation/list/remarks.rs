use latchkey_core::activation_code::MAX_ENTRIES;
use leptos::prelude::*;

use crate::{
    browser::intl,
    components::{IconName, NotesFold, Notice},
    i18n::{Key, texts},
    pages::activation::list_state::ListState,
};

/// Remarks on the last answer as a whole.
#[component]
pub fn ListRemarks(
    /// The list.
    state: ListState,
) -> impl IntoView {
    let generation = Memo::new(move |_| state.generation());
    let remarks = move || {
        generation.get();
        view! { <AnswerRemarks state /> }
    };
    view! { <div>{remarks}</div> }
}

/// Remarks on the current answer.
#[component]
fn AnswerRemarks(
    /// The list.
    state: ListState,
) -> impl IntoView {
    let t = texts();
    let answer = untrack(|| state.answer())?;
    let codes = &answer.value;
    let capped = (codes.listed_count > MAX_ENTRIES).then(|| {
        let number = |count| intl::number(t.language(), count);
        let places = [("most", &*number(MAX_ENTRIES)), ("all", &*number(codes.listed_count))];
        view! { <Notice icon=IconName::Note text=t.fill(Key::ListCapped, &places) /> }
    });
    let disagrees = codes.stated_count.map(|stated| {
        let places = [("stated", &*stated.to_string()), ("listed", &*codes.listed_count.to_string())];
        view! { <p class="quiet">{t.fill(Key::ListStated, &places)}</p> }
    });
    let notes = (!answer.notes.is_empty())
        .then(|| view! { <NotesFold notes=answer.notes.clone() further=answer.further_notes /> });
    Some(view! {
        {capped}
        {disagrees}
        {notes}
    })
}
