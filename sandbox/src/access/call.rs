//! An authorized request of the access code API.

use std::time::Duration;

use crate::access::code::AccessCode;
use crate::access::content::ContentKind;
use crate::language::Language;
use crate::moment::Moment;
use crate::state::Sandbox;

/// An authorized request for a customer's code.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The sandbox that handles the request.
    pub sandbox: &'a Sandbox,
    /// The customer id of the path.
    pub customer_id: i64,
    /// The time of the request.
    pub now: Moment,
    /// The language of messages.
    pub language: Language,
}

impl Call<'_> {
    /// Returns the customer's current code, or a new one if there is none or the overlap has begun.
    #[must_use]
    pub fn dynamic_code(&self, content: ContentKind, lifetime: Duration, has_overlap: bool) -> AccessCode {
        let overlap = Duration::from_secs(if has_overlap { self.sandbox.settings.overlap } else { 0 });
        let mint = || content.mint(self.customer_id, &mut self.sandbox.random());
        let code = self.sandbox.access.current(self.customer_id, self.now, lifetime, overlap, mint);
        AccessCode::expiring(code.content, code.expires_at.iso())
    }
}
