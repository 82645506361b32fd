use std::{sync::Arc, time::Duration};

use crate::browser::abort::{Abort, UnderWay};
use latchkey_core::{
    answer::Answer,
    clock::Witness,
    failure::Failure,
    refresh::{Activity, Generation, Picture, Refresh},
    request::Request,
    retry::Api,
    time::{End, Timestamp},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{first_paint, scheduler},
    components::{Symbol, activity_words, button, failure_report},
    context::AppContext,
    dom::{El, effect, el},
    i18n::{Key, texts},
    net::{FetchResult, early},
};

/// From this many bytes on an answer is long.
const LONG: usize = 128 << 10;

/// Keeps codes that have come.
pub type Commit = Box<dyn FnOnce()>;

/// The codes of one view: how to ask for them, how to read them, where they are kept.
pub trait CodeSource: Send + Sync {
    /// The request for them, now.
    fn ask(&self) -> Request;

    /// Reads an answer: the common end of its codes, and what keeps them in place of those kept before.
    ///
    /// # Errors
    /// What the answer means instead.
    fn read(&self, answer: &Answer) -> Result<(End, Commit), Failure>;

    /// Lets go of the codes: they must not be held any longer.
    fn forget(&self);
}

/// Drives the refresh machine of one view: sends what it wants sent, tells it what came, shows what it says.
/// Everything ends with the surrounding owner.
#[derive(Clone, Copy)]
pub struct RefreshController {
    /// What may be shown, and what is going on.
    pub picture: RwSignal<Picture>,
    app: AppContext,
    machine: StoredValue<Refresh>,
    codes: StoredValue<Arc<dyn CodeSource>>,
    under_way: StoredValue<Option<UnderWay>, LocalStorage>,
    alarm: StoredValue<Option<TimeoutHandle>>,
}

impl RefreshController {
    /// Starts to load.
    pub fn start(app: AppContext, api: Api, codes: Arc<dyn CodeSource>) -> Self {
        app.clock.change_service();
        let now = app.clock.now();
        let machine = Refresh::new(api, now.time.millis().unsigned_abs() ^ now.steady.unsigned_abs() << 20);
        let this = Self {
            picture: RwSignal::new(machine.picture(now)),
            app,
            machine: StoredValue::new(machine),
            codes: StoredValue::new(codes),
            under_way: StoredValue::new_local(None),
            alarm: StoredValue::new(None),
        };
        if this.codes.with_value(|codes| early::is_kept(&codes.ask())) {
            // It was asked for before the app was there, so taking it asks nothing of a network that may be gone by now.
            this.step();
        }
        effect(move || {
            let visible = app.lifecycle.visible.get();
            let online = app.lifecycle.online.get();
            let now = app.clock.now();
            this.machine.update_value(|machine| machine.surroundings(visible, online, now));
            this.step();
        });
        effect(move || {
            let _ = app.clock.ticking();
            this.step();
        });
        on_cleanup(move || this.stop());
        this
    }

    /// A person asks for a new answer. Nothing happens while that is not allowed.
    pub fn again(self) {
        let now = self.app.clock.now();
        if let Some(generation) = self.machine.try_update_value(|machine| machine.by_hand(now)).flatten() {
            self.send(generation);
        }
        self.step();
    }

    /// Another answer is wanted, as soon as is allowed.
    pub fn wanted(self) {
        let now = self.app.clock.now();
        self.machine.update_value(|machine| machine.wanted(now));
        self.step();
    }

    /// Asks anew this many milliseconds after each request, or only when asked to.
    pub fn repeat(self, every: Option<i64>) {
        self.machine.update_value(|machine| machine.repeat(every));
        self.step();
    }

    /// Whether a person may ask now, looked at with each picture and tick.
    pub fn may_ask(self) -> bool {
        let _ = self.picture.get();
        let now = self.app.clock.ticking();
        self.machine.with_value(|machine| machine.may_ask(now))
    }

    /// What the machine is doing, reactive.
    pub fn activity(self) -> Activity {
        self.picture.with(|picture| picture.activity)
    }

    /// A failure of this view: what happened, what to do, what the page itself is doing, and a button to try again.
    /// Through a gateway nobody here has a key or token to mend.
    pub fn failure_card(self, failure: &Failure, api: Api, gateway: bool) -> El {
        let t = texts();
        let again = button("button", Some(Symbol::Refresh), t.say(Key::FailAgain))
            .live_attr("aria-disabled", move || Some((!self.may_ask()).to_string()))
            .on_click(move || self.again());
        // A countdown is not an alert: it would be read out every second.
        let doing = el("span").class("quiet").attr("aria-live", "off");
        let doing = doing.live_text(move || activity_words(t, self.activity()));
        failure_report(failure, api, gateway, el("div").class("actions").child(again).child(doing))
    }

    /// A button that asks again.
    pub fn refresh_button(self, words: &str) -> El {
        button("quiet-button", Some(Symbol::Refresh), words)
            .live_attr("aria-disabled", move || Some((!self.may_ask()).to_string()))
            .on_click(move || self.again())
    }

    /// Sends what is due and shows what is true.
    fn step(self) {
        let now = self.app.clock.now();
        if let Some(generation) = self.machine.try_update_value(|machine| machine.poll(now)).flatten() {
            self.send(generation);
        }
        self.show();
    }

    fn send(self, generation: Generation) {
        let abort = Abort::new();
        let request = self.codes.with_value(|codes| codes.ask());
        let outcome = self.app.transport().send(request, abort.clone());
        let older = self.under_way.try_update_value(|under_way| under_way.replace(UnderWay(abort)));
        drop(older);
        spawn_local(async move {
            let mut outcome = outcome.await;
            if outcome == Err(Failure::Unreachable) && self.stands() {
                outcome = Err(self.app.why_unreachable().await);
            }
            // What a long answer means and what it looks like are a piece of work each: keys and what else is urgent come between.
            let long = outcome.as_ref().is_ok_and(|exchange| exchange.answer.body.len() > LONG);
            if long {
                scheduler::pause().await;
            }
            // After the view has gone there is nobody to tell.
            if let (Ok(exchange), true) = (&outcome, self.stands()) {
                let left = exchange.sent.steady;
                self.machine.update_value(|machine| machine.left_at(generation, left));
            }
            let Some((read, date)) = self.stands().then(|| self.read(outcome)) else { return };
            if long {
                scheduler::pause().await;
            }
            if self.stands() {
                self.finish(generation, read, date);
            }
        });
    }

    /// Whether the view is still there.
    fn stands(self) -> bool {
        self.machine.try_with_value(|_| ()).is_some()
    }

    /// What an answer means, and which time its server says it is.
    fn read(self, outcome: FetchResult) -> (Result<(End, Commit), Failure>, Option<Timestamp>) {
        let clock = self.app.clock;
        let date = outcome.as_ref().ok().and_then(|exchange| clock.date_of(exchange));
        let read = outcome.and_then(|exchange| {
            let read = self.codes.with_value(|codes| codes.read(&exchange.answer));
            // Whoever answers something else may be a proxy with a clock of its own.
            if read.is_ok() {
                clock.learn(Witness::Service, &exchange);
            }
            read
        });
        (read, date)
    }

    fn finish(self, generation: Generation, read: Result<(End, Commit), Failure>, date: Option<Timestamp>) {
        let now = self.app.clock.now();
        let keep = self.machine.try_update_value(|machine| match read {
            Ok((end, keep)) => machine.arrived(generation, end, now).then_some(keep),
            Err(failure) => {
                let wait = failure.wait(date, now.time);
                machine.failed(generation, failure, wait, now);
                None
            }
        });
        if let Some(keep) = keep.flatten() {
            keep();
        }
        self.step();
        first_paint::comes();
    }

    fn show(self) {
        let now = self.app.clock.now();
        let Some((picture, wake)) =
            self.machine.try_with_value(|machine| (machine.picture(now), machine.wake_in(now)))
        else {
            return;
        };
        if picture.shows.is_over() {
            self.codes.with_value(|codes| codes.forget());
        }
        if self.picture.with_untracked(|shown| *shown != picture) {
            self.picture.set(picture);
        }
        self.alarm.update_value(|alarm| {
            if let Some(handle) = alarm.take() {
                handle.clear();
            }
            // A timer only wakes the machine up; whether something is due, the clock says.
            let after = |millis: i64| Duration::from_millis(millis.clamp(1, 1 << 30).unsigned_abs());
            *alarm = wake.and_then(|millis| set_timeout_with_handle(move || self.step(), after(millis)).ok());
        });
    }

    fn stop(self) {
        if let Some(handle) = self.alarm.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        let _ = self.codes.try_with_value(|codes| codes.forget());
    }
}
