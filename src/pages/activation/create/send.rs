//! The request that creates a code, and what comes of it.

use latchkey_core::{
    activation_code::{Created, CustomCode, NewCode, decode_created},
    notes::Decoded,
    request,
    time::Timestamp,
};
use leptos::{prelude::*, task::spawn_local};

use super::creation::{Creation, Stage};
use crate::{
    browser::{abort::AbortHandle, caseless},
    net::FetchResult,
};

impl Creation {
    /// Asks the service for the code, unless that was done already or the typed code cannot be one.
    pub fn send(self) {
        if self.stage.with_untracked(|stage| *stage == Stage::Sending) {
            return;
        }
        let Ok(code) = self.code.with_untracked(|code| CustomCode::parse(code)) else {
            self.is_validated.set(true);
            return;
        };
        let app = self.list.app;
        let end = app.clock.now().time.checked_add_millis(self.validity_ms.get_untracked());
        let end = end.unwrap_or(Timestamp::LAST);
        let new_code = NewCode { code, end, is_secret: self.is_secret.get_untracked() };
        let http_request = self.request.with_value(|request| {
            request::create_code(
                (&request.base, &request.tenant, request.installation),
                &request.owner,
                &new_code,
                self.list.format,
                app.credentials.get(&request.connection).as_ref(),
                self.list.t.language(),
            )
        });
        self.stage.set(Stage::Sending);
        let answer = app.transport().send(http_request, AbortHandle::new());
        spawn_local(async move {
            let result = answer.await;
            // The list may be gone by now, and the creation with it.
            if self.stage.try_with_untracked(|_| ()).is_some() {
                self.finish(result);
            }
        });
    }

    fn finish(self, result: FetchResult) {
        let decoded = match result {
            Ok(exchange) => self.request.with_value(|request| {
                decode_created(&exchange.answer, request.user.as_ref(), caseless::fold)
            }),
            Err(failure) => Err(failure.while_creating()),
        };
        match decoded {
            Ok(Decoded { value: Created { entry, .. }, .. }) => {
                self.code.set(String::new());
                self.list.fresh.set(entry.as_ref().map(|entry| (entry.code.clone(), entry.end)));
                self.stage.set(Stage::Created(entry));
                self.is_secret.set(false);
                self.is_open.set(true);
                self.refresh_list();
            }
            Err(failure) => {
                self.request.with_value(|request| {
                    self.list.app.follow_refusal(&failure, &request.connection, self.refused);
                });
                self.stage.set(Stage::Failed(failure));
                self.is_open.set(true);
            }
        }
    }
}
