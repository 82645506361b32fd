use std::cell::RefCell;

use leptos::prelude::*;

use crate::{
    browser::intl,
    dom::{El, effect, el},
    i18n::{Key, texts},
};
use latchkey_core::{
    announce::{Announcer, Saying},
    refresh::Shows,
};

/// Two regions that nobody sees and a screen reader speaks: politely at thresholds and renewals, at once when a
/// code has ended. Both stand there from the start, empty, because some readers stay silent about new regions.
/// `shows` is followed. The code itself is never said.
#[must_use]
pub fn announcer(shows: impl Fn() -> Shows + 'static) -> [El; 2] {
    let t = texts();
    let said = RwSignal::new(None::<Saying>);
    let memory = RefCell::new(Announcer::default());
    effect(move || {
        let saying = memory.borrow_mut().look(shows());
        // What was said is taken back with the next look: the same words are spoken again only where they are new.
        if saying.is_some() || untrack(|| said.get()).is_some() {
            said.set(saying);
        }
    });
    let polite = move || match said.get() {
        Some(Saying::Here) => t.say(Key::SayHere).to_owned(),
        Some(Saying::Renewed) => t.say(Key::SayRenewed).to_owned(),
        Some(Saying::Left(millis)) => {
            t.fill(Key::SayLeft, &[("time", &intl::duration(t.language(), millis))])
        }
        Some(Saying::Ended) | None => String::new(),
    };
    let urgent = move || {
        let ended = said.get() == Some(Saying::Ended);
        if ended { t.say(Key::SayEnded).to_owned() } else { String::new() }
    };
    let region = |politeness| el("div").class("unseen").attr("aria-live", politeness);
    [region("polite").live_text(polite), region("assertive").live_text(urgent)]
}
