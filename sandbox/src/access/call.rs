//! One accepted call.

use std::time::Duration;

use crate::access::code::AccessCode;
use crate::access::content::Content;
use crate::language::Language;
use crate::moment::Moment;
use crate::state::Sandbox;

/// A call for one customer's code.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The sandbox asked.
    pub sandbox: &'a Sandbox,
    /// The customer asked for.
    pub id: i64,
    /// When.
    pub now: Moment,
    /// In which language messages are wanted.
    pub language: Language,
}

impl Call<'_> {
    /// The customer's living code, minted now where none is left or the overlap has begun.
    #[must_use]
    pub fn dynamic(&self, content: Content, life: Duration, overlapping: bool) -> AccessCode {
        let overlap = Duration::from_secs(if overlapping { self.sandbox.settings.overlap } else { 0 });
        let mint = || content.mint(self.id, &mut self.sandbox.random());
        let minted = self.sandbox.access.current(self.id, self.now, life, overlap, mint);
        AccessCode::ending(minted.content, minted.ends.iso())
    }
}
