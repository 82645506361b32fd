use latchkey_core::config;

use crate::{
    components::{Symbol, icon, trouble_words},
    dom::{El, el},
    i18n::{Key, texts},
};

/// What in the text of `latchkey.json` cannot be used, in words: the key, what stands there, what is allowed.
#[must_use]
pub fn issues(text: &str) -> El {
    let t = texts();
    let code = |text: &str| el("code").attr("translate", "no").text(text);
    let issues = config::issues(text);
    let rows = issues.iter().map(|issue| {
        let mut row = el("li");
        for part in [&issue.key, &issue.found] {
            if !part.is_empty() {
                row = row.child(code(part)).text(" ");
            }
        }
        row.text(&trouble_words(t, issue.trouble))
    });
    let title = el("h2").child(icon(Symbol::Trouble)).say(t, Key::ConfigTitle);
    el("section").class("card notice-card").child(title).child(el("ul").children(rows))
}
