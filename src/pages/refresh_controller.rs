use std::{sync::Arc, time::Duration};

use latchkey_core::{
    answer::Answer,
    clock::TimeSource,
    failure::Failure,
    refresh::{Activity, Generation, Refresh, ViewState},
    request::Request,
    retry::Api,
    time::{End, Timestamp},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        abort::{AbortHandle, AbortOnDrop},
        first_paint, scheduler,
    },
    context::AppContext,
    i18n::{Key, texts},
    net::{FetchResult, early},
};

/// Answers above this size, in bytes, are decoded and shown in two tasks, so that input is handled in
/// between.
const LONG_ANSWER_BYTES: usize = 128 << 10;

/// Replaces the codes of a view by those that were decoded.
pub type Commit = Box<dyn FnOnce()>;

/// Where the codes of one view come from: their request, its decoder, and the state they are kept in.
pub trait CodeSource: Send + Sync {
    /// Returns the request for the codes, with the credential as it is now.
    fn request(&self) -> Request;

    /// Decodes an answer to the common end of its codes, and a closure that puts them into the view's state.
    ///
    /// # Errors
    /// Returns what an answer without codes means.
    fn decode(&self, answer: &Answer) -> Result<(End, Commit), Failure>;

    /// Drops the codes, which must not be kept any longer.
    fn clear(&self);
}

/// Drives the refresh machine of one view: sends the requests that are due, passes their results to it, and
/// publishes what may be shown. It stops when the current owner is cleaned up.
#[derive(Clone, Copy)]
pub struct RefreshController {
    /// What may be shown, and what the machine is doing.
    pub view_state: RwSignal<ViewState>,
    app: AppContext,
    machine: StoredValue<Refresh>,
    source: StoredValue<Arc<dyn CodeSource>>,
    under_way: StoredValue<Option<AbortOnDrop>, LocalStorage>,
    alarm: StoredValue<Option<TimeoutHandle>>,
}

impl RefreshController {
    /// Starts loading.
    pub fn start(app: AppContext, api: Api, source: Arc<dyn CodeSource>) -> Self {
        app.clock.change_service();
        let now = app.clock.now();
        let machine =
            Refresh::new(api, now.time.millis().unsigned_abs() ^ now.monotonic_ms.unsigned_abs() << 20);
        let this = Self {
            view_state: RwSignal::new(machine.view_state(now)),
            app,
            machine: StoredValue::new(machine),
            source: StoredValue::new(Arc::clone(&source)),
            under_way: StoredValue::new_local(None),
            alarm: StoredValue::new(None),
        };
        if early::is_available(&source.request()) {
            // It was requested before the app had loaded, so taking it does not need the network.
            this.step();
        }
        // Not in an effect, which runs after the current task: by then early answers are discarded.
        this.set_lifecycle(app.lifecycle.visible.get_untracked(), app.lifecycle.online.get_untracked());
        Effect::new(move || this.set_lifecycle(app.lifecycle.visible.get(), app.lifecycle.online.get()));
        Effect::new(move || {
            let _ = app.clock.now_tracked();
            this.step();
        });
        app.offer_action(texts().say(Key::AccessRefresh), Some('r'), move || this.refresh());
        on_cleanup(move || this.stop());
        this
    }

    fn set_lifecycle(self, visible: bool, online: bool) {
        let now = self.app.clock.now();
        self.machine.update_value(|machine| machine.set_page_state(visible, online, now));
        self.step();
    }

    /// Refreshes on a person's request; does nothing while that is not allowed.
    pub fn refresh(self) {
        let now = self.app.clock.now();
        if let Some(generation) =
            self.machine.try_update_value(|machine| machine.request_manually(now)).flatten()
        {
            self.send(generation);
        }
        self.step();
    }

    /// Refreshes as soon as that is allowed.
    pub fn refresh_soon(self) {
        let now = self.app.clock.now();
        self.machine.update_value(|machine| machine.invalidate(now));
        self.step();
    }

    /// Refreshes this many milliseconds after each request; with `None` only on request.
    pub fn set_repeat_interval(self, interval_ms: Option<i64>) {
        self.machine.update_value(|machine| machine.set_repeat_interval(interval_ms));
        self.step();
    }

    /// Whether a person may refresh now. Tracks the clock.
    pub fn can_refresh(self) -> bool {
        let _ = self.view_state.get();
        let now = self.app.clock.now_tracked();
        self.machine.with_value(|machine| machine.can_request(now))
    }

    /// What the machine is doing. Tracked.
    pub fn activity(self) -> Activity {
        self.view_state.with(|view| view.activity)
    }

    /// Sends the request that is due, if any, and publishes the current state.
    fn step(self) {
        let now = self.app.clock.now();
        if let Some(generation) = self.machine.try_update_value(|machine| machine.poll(now)).flatten() {
            self.send(generation);
        }
        self.show();
    }

    fn send(self, generation: Generation) {
        let abort = AbortHandle::new();
        let request = self.source.with_value(|source| source.request());
        let was_online = self.app.lifecycle.online.get_untracked();
        // An early answer may have come before the network was lost.
        let is_early = early::is_available(&request);
        let outcome = self.app.transport().send(request, abort.clone());
        let older = self.under_way.try_update_value(|under_way| under_way.replace(AbortOnDrop(abort)));
        drop(older);
        spawn_local(async move {
            let mut outcome = outcome.await;
            if outcome == Err(Failure::Unreachable) && self.is_alive() {
                outcome = Err(self.app.why_unreachable().await);
            }
            if outcome.is_ok() && !was_online && self.is_alive() {
                if is_early {
                    spawn_local(self.app.verify_offline());
                } else {
                    self.app.lifecycle.disprove_offline();
                }
            }
            let long = outcome.as_ref().is_ok_and(|exchange| exchange.answer.body.len() > LONG_ANSWER_BYTES);
            if long {
                scheduler::yield_now().await;
            }
            if let (Ok(exchange), true) = (&outcome, self.is_alive()) {
                let sent_at = exchange.sent.monotonic_ms;
                self.machine.update_value(|machine| machine.set_sent_at(generation, sent_at));
            }
            let Some((read, date)) = self.is_alive().then(|| self.read(outcome)) else { return };
            if long {
                scheduler::yield_now().await;
            }
            if self.is_alive() {
                self.finish(generation, read, date);
            }
        });
    }

    /// Whether the view still exists.
    fn is_alive(self) -> bool {
        self.machine.try_with_value(|_| ()).is_some()
    }

    /// Decodes a result, with the time its server states.
    fn read(self, outcome: FetchResult) -> (Result<(End, Commit), Failure>, Option<Timestamp>) {
        let clock = self.app.clock;
        let date = outcome.as_ref().ok().and_then(|exchange| clock.date_of(exchange));
        let read = outcome.and_then(|exchange| {
            let read = self.source.with_value(|source| source.decode(&exchange.answer));
            // Any other answer may come from a proxy with a clock of its own.
            if read.is_ok() {
                clock.add_sample(TimeSource::Service, &exchange);
            }
            read
        });
        (read, date)
    }

    fn finish(self, generation: Generation, read: Result<(End, Commit), Failure>, date: Option<Timestamp>) {
        let now = self.app.clock.now();
        let commit = self.machine.try_update_value(|machine| match read {
            Ok((end, commit)) => machine.record_success(generation, end, now).then_some(commit),
            Err(failure) => {
                let wait = failure.wait(date, now.time);
                machine.record_failure(generation, failure, wait, now);
                None
            }
        });
        if let Some(commit) = commit.flatten() {
            commit();
        }
        self.step();
        first_paint::mark_next_frame();
    }

    fn show(self) {
        let now = self.app.clock.now();
        let Some((view_state, wake)) =
            self.machine.try_with_value(|machine| (machine.view_state(now), machine.wake_in(now)))
        else {
            return;
        };
        if view_state.display.is_over() {
            self.source.with_value(|source| source.clear());
        }
        if self.view_state.with_untracked(|shown| *shown != view_state) {
            self.view_state.set(view_state);
        }
        self.alarm.update_value(|alarm| {
            if let Some(handle) = alarm.take() {
                handle.clear();
            }
            // The timer only calls the machine, which decides by the clock whether something is due.
            let after = |millis: i64| Duration::from_millis(millis.clamp(1, 1 << 30).unsigned_abs());
            *alarm = wake.and_then(|millis| set_timeout_with_handle(move || self.step(), after(millis)).ok());
        });
    }

    fn stop(self) {
        if let Some(handle) = self.alarm.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        let _ = self.source.try_with_value(|source| source.clear());
    }
}
