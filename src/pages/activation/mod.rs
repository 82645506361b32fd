//! A user's activation codes: who is asked for and how, the list, its cards.

mod bar;
mod card;
mod create;
mod detail;
mod expired;
mod letter;
mod list;
mod listing;
mod picks;
mod redrawn;
mod reveal;
mod symbol;
mod wanted;
mod window;

use latchkey_core::{
    activation_code::Arrangement,
    connection::{Installation, Service, Subject},
    ids::{ConnectionId, UserName},
    request::{ImageWish, Whose},
    route::Route,
};

pub use self::{letter::print_letters, listing::Listing};
use self::{list::code_list, listing::Asked, wanted::wanted};
use super::{gate::gate, not_found};
use crate::{
    dom::{El, el},
    world::World,
};

/// A user's activation codes through one connection; asks first for whatever is still missing.
#[must_use]
pub fn activation(
    world: &'static World,
    id: ConnectionId,
    user: Option<UserName>,
    images: ImageWish,
    chosen: Option<Installation>,
) -> El {
    gate(world, id, move |connection, refused| {
        let Service::ActivationCodes { base, tenant, installation, create } = connection.service.clone()
        else {
            return vec![not_found()];
        };
        let whose = match (connection.subject, &user) {
            (_, Some(user)) => Some(Whose::from(user)),
            (Subject::Me, None) => Some(Whose::me()),
            (Subject::Named, None) => None,
        };
        let list = whose.map(|whose| {
            let installation = chosen.unwrap_or(installation);
            let (user, connection) = (user.clone(), connection.id.clone());
            let asked = Asked { base, tenant, installation, whose, user, images, connection, create };
            code_list(world, asked, refused)
        });
        let heading = el("h1").focusable().text(&connection.name);
        let here = Route::Activation {
            connection: connection.id,
            user: user.clone(),
            images,
            installation: chosen,
            arrangement: Arrangement::default(),
        };
        let mut view = vec![heading, wanted(world, here, connection.subject, installation)];
        view.extend(list);
        view
    })
}
