//! Shared parts of pages as elements, for views that are still built without `view!`.
#![allow(missing_docs, clippy::must_use_candidate, reason = "goes with the last such view")]

use latchkey_core::{connection::Connection, failure::Failure, ids::ConnectionId, retry::Api};
use leptos::prelude::*;

use super::{
    lock::IdleLock,
    not_found::NotFound,
    refresh_controller::RefreshController,
    refresh_controls::{RefreshButton, RefreshFailure},
    require_connection::RequireConnection,
};
use crate::dom::El;

pub fn not_found() -> El {
    El::of_view(view! { <NotFound /> })
}
pub fn watch() -> El {
    El::of_view(view! { <IdleLock /> })
}
pub fn failure_card(controller: RefreshController, failure: &Failure, api: Api, gateway: bool) -> El {
    El::of_view(view! { <RefreshFailure controller failure=failure.clone() api gateway /> })
}
pub fn refresh_button(controller: RefreshController) -> El {
    El::of_view(view! { <RefreshButton controller /> })
}
pub fn require_connection(
    id: ConnectionId,
    build: impl Fn(Connection, RwSignal<bool>) -> Vec<El> + Send + Sync + 'static,
) -> El {
    let children = move |connection, refused| {
        build(connection, refused).into_iter().map(El::into_view).collect_view().into_any()
    };
    El::of_view(view! { <RequireConnection id children /> })
}
