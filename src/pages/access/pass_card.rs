use latchkey_core::{connection::Connection, ids::CustomerId, pass::Pass};
use leptos::prelude::*;

use super::{kept::KeepChoice, pass_article::PassArticle, shown_pass::ShownPass};
use crate::context::use_app;

/// The pass of the address. Its code can be kept on the device if it has no end.
#[component]
pub fn PassCard(
    /// Builds the request.
    pass: Pass,
    /// The connection.
    connection: Connection,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
    /// Set when the service refuses the credential.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let Connection { id, name, .. } = connection;
    let shown = ShownPass::start(use_app(), pass, id, customer, refused);
    let heading = view! { <h1 tabindex="-1">{name.clone()}</h1> }.into_any();
    view! {
        <PassArticle shown heading name customer>
            <KeepChoice kept=shown.kept code=shown.code />
        </PassArticle>
    }
}
