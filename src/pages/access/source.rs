use latchkey_core::{
    access_code::{self, AccessCode},
    answer::Answer,
    failure::Failure,
    ids::ConnectionId,
    notes::Decoded,
    pass::Pass,
    request::Request,
    time::End,
};
use leptos::prelude::*;

use crate::{
    context::AppContext,
    pages::refresh_controller::{CodeSource, Commit},
};

/// The access code of one pass.
pub struct AccessSource {
    /// The app's services.
    pub app: AppContext,
    /// Builds the request.
    pub pass: Pass,
    /// The connection that the credential belongs to.
    pub connection: ConnectionId,
    /// The code that is shown.
    pub code: RwSignal<Option<Decoded<AccessCode>>>,
    /// Set when the service refuses the credential.
    pub refused: RwSignal<bool>,
}

impl CodeSource for AccessSource {
    fn request(&self) -> Request {
        let credential = self.app.credentials.get(&self.connection);
        self.pass.request(credential.as_ref(), self.app.languages.preferred.get_value())
    }

    fn decode(&self, answer: &Answer) -> Result<(End, Commit), Failure> {
        let decoded = access_code::decode(answer);
        if let Err(failure) = &decoded {
            self.app.follow_refusal(failure, &self.connection, self.refused);
        }
        let decoded = decoded?;
        let end = decoded.value.end;
        let code = self.code;
        Ok((end, Box::new(move || code.set(Some(decoded)))))
    }

    fn clear(&self) {
        if self.code.try_with_untracked(Option::is_some) == Some(true) {
            self.code.set(None);
        }
    }
}
