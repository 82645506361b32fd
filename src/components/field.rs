use super::{Symbol, button, icon};
use crate::{
    dom::{El, el},
    i18n::{Key, texts},
};
use leptos::prelude::*;

/// The keyboard a phone shows for a line of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyboard {
    /// Letters.
    Text,
    /// Digits.
    Numeric,
    /// Letters with what addresses need.
    Url,
    /// Letters with what e-mail addresses need.
    Email,
    /// For a key or token: what is typed is hidden, and kept from the browser's memory.
    Secret,
}

/// A labelled line of input. What is wrong with it stands below, tied to it; what was typed stays.
pub struct Field {
    /// Unique in the page.
    pub id: &'static str,
    /// Its name.
    pub label: &'static str,
    /// What it is for, or an example.
    pub hint: &'static str,
    /// The keyboard a phone shows.
    pub keyboard: Keyboard,
    /// What stands in it, followed.
    pub value: Box<dyn Fn() -> String>,
    /// Hears what is typed.
    pub typed: Box<dyn Fn(String)>,
    /// What is wrong with it, followed.
    pub error: Box<dyn Fn() -> Option<String>>,
}

impl Field {
    /// The element.
    #[must_use]
    pub fn view(self) -> El {
        let Self { id, label, hint, keyboard, value, typed, error } = self;
        let t = texts();
        let error = std::rc::Rc::new(error);
        let wrong = std::rc::Rc::clone(&error);
        let revealed = RwSignal::new(false);
        let (hint_id, error_id) = ([id, "-hint"].concat(), [id, "-error"].concat());
        let kind = move || if keyboard == Keyboard::Secret && !revealed.get() { "password" } else { "text" };
        let input = el("input")
            .attr("id", id)
            .live_attr("type", move || Some(kind().to_owned()))
            .attr("inputmode", input_mode(keyboard))
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("autocorrect", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &[&hint_id, " ", &error_id].concat())
            .live_attr("aria-invalid", move || wrong().map(|_| "true".to_owned()))
            .live_value(value)
            .on_value("input", typed);
        let reveal = (keyboard == Keyboard::Secret).then(|| {
            button("quiet-button", Some(Symbol::Eye), t.say(Key::FieldReveal))
                .live_attr("aria-pressed", move || Some(revealed.get().to_string()))
                .on_click(move || revealed.update(|shown| *shown = !*shown))
        });
        let trouble = |words: Option<String>| {
            words.into_iter().flat_map(|words| [icon(Symbol::Trouble), el("span").text(&words)])
        };
        el("div")
            .class("field")
            .child(el("label").attr("for", id).text(label))
            .child(el("div").class("field-line").child(input).children(reveal))
            .child(el("p").attr("id", &hint_id).class("hint").text(hint))
            .child(
                el("p")
                    .attr("id", &error_id)
                    .class("field-error")
                    .attr("role", "status")
                    .part(move || error(), trouble),
            )
    }
}

fn input_mode(keyboard: Keyboard) -> &'static str {
    match keyboard {
        Keyboard::Text | Keyboard::Secret => "text",
        Keyboard::Numeric => "numeric",
        Keyboard::Url => "url",
        Keyboard::Email => "email",
    }
}
