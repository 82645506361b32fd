use std::sync::Arc;

use latchkey_core::{
    activation_code,
    answer::Answer,
    base_url::BaseUrl,
    connection::Installation,
    failure::Failure,
    ids::{ConnectionId, TenantId, UserName},
    request::{self, CodeOwner, ImageOptions, Request},
    time::End,
};
use leptos::prelude::*;

use super::list_state::ListState;
use crate::{
    browser::caseless,
    context::AppContext,
    pages::refresh_controller::{CodeSource, Commit},
};

/// How one user's list is asked for.
pub struct ListRequest {
    /// What comes before the path.
    pub base: BaseUrl,
    /// The tenant, which the app to be activated asks for too.
    pub tenant: TenantId,
    /// Which address form applies.
    pub installation: Installation,
    /// Whose codes, for the address.
    pub owner: CodeOwner,
    /// Whose codes, to compare with the answer; nothing where only the gateway knows.
    pub user: Option<UserName>,
    /// The options of the request.
    pub images: ImageOptions,
    /// Through this connection.
    pub connection: ConnectionId,
    /// Whether the connection allows codes to be created.
    pub can_create: bool,
}

/// One user's list.
pub struct ListSource {
    /// The app's services.
    pub app: AppContext,
    /// How it is asked for.
    pub request: Arc<ListRequest>,
    /// Where it is kept.
    pub state: ListState,
    /// Set when the service refuses the credential.
    pub refused: RwSignal<bool>,
}

impl CodeSource for ListSource {
    fn request(&self) -> Request {
        let ListRequest { base, tenant, installation, owner, images, connection, .. } = &*self.request;
        request::activation_codes(
            base,
            tenant,
            *installation,
            owner,
            ImageOptions { is_included: self.state.next_brings_images(), ..*images },
            self.app.credentials.get(connection).as_ref(),
            self.state.t.language(),
        )
    }

    fn decode(&self, answer: &Answer) -> Result<(End, Commit), Failure> {
        let decoded = activation_code::decode(answer, self.request.user.as_ref(), caseless::fold);
        if let Err(failure) = &decoded {
            self.app.follow_refusal(failure, &self.request.connection, self.refused);
        }
        let (state, list) = (self.state, decoded?);
        // A list has no end of its own.
        Ok((End::NotStated, Box::new(move || state.replace(list))))
    }

    fn clear(&self) {
        self.state.clear();
    }
}
