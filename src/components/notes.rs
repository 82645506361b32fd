use latchkey_core::{notes::Note, rule::Rule};
use leptos::prelude::*;

use crate::i18n::{Key, texts};

/// The tolerance rules that an answer needed, folded away: each rule's id and definition, the first field it
/// was used on, and how often it was used besides. Never a value.
#[component]
pub fn NotesFold(
    /// The uses of rules, in the order of the answer.
    notes: Vec<Note>,
    /// How many more uses were counted but not kept.
    further: usize,
) -> impl IntoView {
    let t = texts();
    let mut rules: Vec<(Rule, String, usize)> = Vec::new();
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
                    <dt>{rule.id()}</dt>
                    <dd>
                        {definition(rule).map(|key| t.say(key))} " "
                        <bdi class="raw" dir="ltr" translate="no">
                            {path}
                        </bdi> " " {more.map(|more| view! { <span class="quiet">{more}</span> })}
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

/// Returns the text that defines a rule. Rules that no decoder notes have none.
fn definition(rule: Rule) -> Option<Key> {
    match rule {
        Rule::A1 => Some(Key::RuleA1),
        Rule::A2 => Some(Key::RuleA2),
        Rule::A5 => Some(Key::RuleA5),
        Rule::A6 => Some(Key::RuleA6),
        Rule::K1 => Some(Key::RuleK1),
        Rule::K2 => Some(Key::RuleK2),
        Rule::K3 => Some(Key::RuleK3),
        Rule::K4 => Some(Key::RuleK4),
        Rule::K5 => Some(Key::RuleK5),
        Rule::K6 => Some(Key::RuleK6),
        Rule::K7 => Some(Key::RuleK7),
        Rule::K8 => Some(Key::RuleK8),
        Rule::K9 => Some(Key::RuleK9),
        Rule::K15 => Some(Key::RuleK15),
        Rule::A3
        | Rule::A4
        | Rule::A7
        | Rule::A8
        | Rule::A9
        | Rule::A10
        | Rule::A11
        | Rule::A12
        | Rule::A13
        | Rule::A14
        | Rule::A15
        | Rule::K10
        | Rule::K11
        | Rule::K12
        | Rule::K13
        | Rule::K14
        | Rule::K16
        | Rule::K17
        | Rule::K18 => None,
    }
}
