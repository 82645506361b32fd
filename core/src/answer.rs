//! An API's answer as it arrived, before it is decoded.

use std::fmt;

use crate::{clock::Reading, time::Timestamp};

/// One HTTP response: the status, a few headers, and the bytes of the body.
///
/// `Debug` shows the length of the body and never its bytes, which may hold a code.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status, 100 to 599.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The `Retry-After` header. Browsers hide it across origins unless the server exposes it.
    pub retry_after: Option<String>,
    /// The `Date` header. Browsers hide it across origins unless the server exposes it.
    pub date: Option<String>,
    /// The `Age` header: seconds that a cache has kept the answer.
    pub age: Option<String>,
    /// The body.
    pub body: Vec<u8>,
    /// All headers as lines of `name: value`, names in lower case. Only of an answer of the page's own site
    /// to a `HEAD` request, else empty.
    pub headers: String,
}

impl Answer {
    /// Returns whether the body has no bytes, or only white space.
    pub(crate) fn is_empty(&self) -> bool {
        self.without_bom().trim_ascii().is_empty()
    }

    /// Returns whether the content type is JSON: `application/json`, or a type that ends in `+json`.
    pub(crate) fn is_json(&self) -> bool {
        let header = self.content_type.as_deref().unwrap_or_default();
        let media_type = header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        media_type == "application/json" || media_type.ends_with("+json")
    }

    /// Returns the body without a byte order mark, or `None` if it is not UTF-8.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.without_bom()).ok()
    }

    fn without_bom(&self) -> &[u8] {
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

/// An answer with the times of its request and its arrival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The answer.
    pub answer: Answer,
    /// The device's clocks when the request was sent.
    pub sent: Reading,
    /// The device's clocks when the headers arrived.
    pub received: Reading,
}

impl Exchange {
    /// Parses the `Date` header, the server's time when it answered. `now` is the approximate time, which
    /// decides the century of a two-digit year.
    #[must_use]
    pub fn date(&self, now: Timestamp) -> Option<Timestamp> {
        Timestamp::from_http_date(self.answer.date.as_deref()?, now)
    }

    /// Returns whether the answer comes from a cache, which makes its `Date` too old.
    #[must_use]
    pub fn was_cached(&self) -> bool {
        self.answer.age.as_deref().is_some_and(|age| age.trim() != "0")
    }
}

#[cfg(test)]
impl Answer {
    /// Creates a JSON answer.
    pub(crate) fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type: Some("application/json".into()), body: body.into(), ..Self::default() }
    }
}
