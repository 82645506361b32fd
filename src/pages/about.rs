use crate::{
    browser::intl,
    context::AppContext,
    dom::{El, el},
    i18n::{Key, Texts, texts},
};

/// Version, clock, and what is stored where.
#[must_use]
pub fn about(app: AppContext) -> El {
    let t = texts();
    let clock = move || match app.clock.device_off_by() {
        Some(ahead) => clock_words(t, ahead),
        None if app.clock.verified() => t.say(Key::ClockVerified).to_owned(),
        None => t.say(Key::ClockNotVerified).to_owned(),
    };
    let row = |key, value: El| el("div").child(el("dt").say(t, key)).child(value);
    let facts = el("dl")
        .class("details")
        .child(row(Key::AboutVersion, el("dd").text(env!("CARGO_PKG_VERSION"))))
        .child(row(Key::AboutCommit, el("dd").attr("translate", "no").text(env!("LATCHKEY_COMMIT"))))
        .child(row(Key::AboutClock, el("dd").live_text(clock)))
        .child(row(Key::AboutLicence, el("dd").attr("translate", "no").text("MIT OR Apache-2.0")));
    let paragraph = |key| el("p").say(t, key);
    let heading = |key| el("h2").say(t, key);
    el("article")
        .class("card prose")
        .child(el("h1").focusable().say(t, Key::AboutTitle))
        .child(paragraph(Key::AboutWhat))
        .child(facts)
        .child(heading(Key::AboutStoredTitle))
        .child(paragraph(Key::AboutStored))
        .child(paragraph(Key::AboutNotStored))
        .child(heading(Key::AboutSourcesTitle))
        .child(paragraph(Key::AboutSources))
        .child(paragraph(Key::AboutDeprecated).class("quiet"))
}

/// By how much the device's clock is wrong, in words.
#[must_use]
pub fn clock_words(t: Texts, ahead: i64) -> String {
    let key = if ahead > 0 { Key::ClockAhead } else { Key::ClockBehind };
    t.fill(key, &[("time", &intl::duration(t.language(), ahead.saturating_abs()))])
}
