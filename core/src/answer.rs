//! What came back from an API, before anyone has read it.

use std::fmt;

use crate::{clock::Reading, time::Timestamp};

/// One HTTP answer: the status, the few headers that matter, and the bytes of the body.
///
/// `Debug` shows the length of the body, never its bytes: they may hold a code.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status, 100 to 599.
    pub status: u16,
    /// `Content-Type` as sent, absent where the server sent none.
    pub content_type: Option<String>,
    /// `Retry-After` as sent, absent where it was not sent or may not be read across origins.
    pub retry_after: Option<String>,
    /// `Date` as sent, absent where it was not sent or may not be read across origins.
    pub date: Option<String>,
    /// Seconds a cache kept the answer (`Age`), absent where not sent or not readable.
    pub age: Option<String>,
    /// The body, as it came.
    pub body: Vec<u8>,
}

impl Answer {
    /// Whether there is nothing in it: no bytes, or blanks only.
    pub(crate) fn is_empty(&self) -> bool {
        self.without_mark().trim_ascii().is_empty()
    }

    /// Whether the server calls it JSON: `application/json` or a type that ends in `+json`.
    pub(crate) fn says_json(&self) -> bool {
        let kind = self.content_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default();
        let kind = kind.trim().to_ascii_lowercase();
        kind == "application/json" || kind.ends_with("+json")
    }

    /// The body as strict UTF-8, without a leading byte order mark.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.without_mark()).ok()
    }

    fn without_mark(&self) -> &[u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("length", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An answer and when it was exchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The answer.
    pub answer: Answer,
    /// The device's clocks when the request left.
    pub sent: Reading,
    /// The device's clocks when the headers had come.
    pub received: Reading,
}

impl Exchange {
    /// The time of the server when it answered, where its `Date` can be read. `now` is about what time it is: it tells the
    /// century of a year with two digits.
    #[must_use]
    pub fn date(&self, now: Timestamp) -> Option<Timestamp> {
        Timestamp::from_http_date(self.answer.date.as_deref()?, now)
    }

    /// Whether a cache kept the answer for a while: its `Date` is as old as that.
    #[must_use]
    pub fn was_cached(&self) -> bool {
        self.answer.age.as_deref().is_some_and(|age| age.trim() != "0")
    }
}

#[cfg(test)]
impl Answer {
    /// A JSON answer, for the tests of every reader.
    pub(crate) fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type: Some("application/json".into()), body: body.into(), ..Self::default() }
    }
}
