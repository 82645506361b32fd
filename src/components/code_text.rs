use latchkey_core::{code_text::CodeText, secret::Secret};

use super::{Symbol, notice};
use crate::{
    browser::intl,
    dom::{El, el},
    i18n::{Key, texts},
};

/// A code as text, in groups by space alone: what is selected and copied is the ungrouped code.
#[must_use]
pub fn code_text(code: &Secret) -> El {
    let line = el("bdi").attr("dir", "ltr").attr("translate", "no");
    match CodeText::of(code.reveal()) {
        CodeText::Grouped(groups) => {
            line.class("code grouped").children(groups.into_iter().map(|group| el("span").text(group)))
        }
        CodeText::Whole { shown, has_hidden, cut_from } => {
            let t = texts();
            let words = |count| t.fill(Key::CodeLong, &[("length", &intl::number(t.language(), count))]);
            let long = cut_from.map(|count| el("span").class("quiet").text(&words(count)));
            let warning = has_hidden.then(|| notice(Symbol::Trouble, t.say(Key::CodeHidden)));
            let line = line.class("code").text(&shown);
            el("span").class("long-code").child(line).children(long).children(warning)
        }
    }
}
