//! What has no end of its own is asked for again and again where a person wants that, and at once where somebody
//! knows that it has changed.

use super::{FLOOR, LEAST, Plan, Refresh, takes_code_away};
use crate::{clock::Now, time::End};

impl Refresh {
    /// Asks for what has no known end again this many milliseconds (at least five seconds) after the last request
    /// left, while the page can be seen and is online; `None` (as at the start) never. What has a known end keeps
    /// being renewed by its end alone.
    ///
    /// Where that time has gone by already the next [`Refresh::poll`] asks, on a hidden page the first one after
    /// the return. A failure with its retries ends nothing, unless it says that there is nothing for us: then the
    /// next answer by hand goes on with it.
    pub fn repeat(&mut self, every_ms: Option<i64>) {
        self.every = every_ms.map(|millis| millis.max(FLOOR));
    }

    /// Somebody knows that what is held has changed: another answer is wanted as soon as is allowed, a second
    /// after the last request and not before the server wants to be asked again. An answer under way does not
    /// count any more, for it may have been made before. On a page that is hidden or offline nothing leaves until
    /// the return.
    pub fn wanted(&mut self, now: Now) {
        self.in_flight = false;
        self.new_load(now);
        self.plan = Plan::At(now.steady.saturating_add(self.rest_of(LEAST, now).max(0)));
    }

    /// When the next repetition is due, on the steady clock.
    pub(super) fn repeats_at(&self) -> Option<i64> {
        let ends = self.held.is_some_and(|held| matches!(held.end, End::At(_)));
        let refused = self.failure.as_ref().is_some_and(takes_code_away);
        if ends || refused {
            return None;
        }
        Some(self.last?.saturating_add(self.every?))
    }
}
