use crate::{
    components::{Symbol, button, icon},
    context::AppContext,
    dom::{El, el},
    i18n::{Key, texts},
};

/// `latchkey.json` could not be fetched: nothing is known of the connections, which is not the same as none.
/// `heading` is `h1` where nothing else stands in the view, else `h2`.
#[must_use]
pub fn config_failure(app: AppContext, heading: &'static str) -> El {
    let t = texts();
    let again =
        button("button", Some(Symbol::Refresh), t.say(Key::FailAgain)).on_click(move || app.fetch_config());
    el("section")
        .class("card failure")
        .attr("role", "alert")
        .child(el(heading).focusable().child(icon(Symbol::Trouble)).say(t, Key::ConfigFailed))
        .child(el("p").say(t, Key::ConfigFailedDo))
        .child(el("div").class("actions").child(again))
}
