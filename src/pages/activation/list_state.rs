use std::sync::Arc;

use latchkey_core::{
    activation_code::{self, ActivationCode, ActivationCodes, Code},
    answer::Answer,
    base::Base,
    clock::Now,
    connection::Installation,
    failure::Failure,
    ids::{ConnectionId, TenantId, UserName},
    notes::Read,
    request::{self, ImageWish, QrType, Request, Whose},
    time::End,
};
use leptos::prelude::*;

use crate::{
    context::AppContext,
    i18n::Texts,
    pages::refresh_controller::{CodeSource, Commit},
};

/// One entry of a list for as long as the list stands: the same entry keeps it when the list is asked for again.
pub type Id = u32;

/// How one user's list is asked for.
pub struct ListRequest {
    /// What stands in front of the path.
    pub base: Base,
    /// The tenant, which the app asks for too.
    pub tenant: TenantId,
    /// Which address form applies.
    pub installation: Installation,
    /// Whose codes, for the address.
    pub whose: Whose,
    /// Whose codes, to compare with the answer; nothing where only the gateway knows.
    pub user: Option<UserName>,
    /// The options of the request.
    pub images: ImageWish,
    /// Through this connection.
    pub connection: ConnectionId,
    /// Whether the connection allows codes to be made.
    pub create: bool,
}

/// One user's list, as the parts of its view share it. A copy is the same list.
#[derive(Clone, Copy)]
pub struct ListState {
    /// Clock, network, surroundings.
    pub app: AppContext,
    /// The texts in use.
    pub t: Texts,
    /// What the server's symbols hold.
    pub format: QrType,
    /// Whether the server's images are asked for too.
    pub images: RwSignal<bool>,
    /// The entry that stands large in front of the others.
    pub large: RwSignal<Option<Id>>,
    /// The entries that were picked, while somebody picks.
    pub picked: RwSignal<Option<Vec<Id>>>,
    /// The code that was made last.
    pub fresh: RwSignal<Option<(Code, End)>>,
    /// Whether the answer on its way was asked to bring them.
    with_images: StoredValue<bool>,
    /// The next name. It never goes back: what was picked or stands large must not become another entry.
    next: StoredValue<Id>,
    held: RwSignal<Option<Snapshot>>,
}

/// What came last, and what it is called on the screen.
#[derive(Clone)]
struct Snapshot {
    read: Arc<Read<ActivationCodes>>,
    /// The name of each entry, in the order of the entries.
    ids: Arc<[Id]>,
    /// How many codes that were still good are no longer there since the answer before.
    gone: usize,
    /// How many answers came before.
    generation: u32,
    /// Whether it was asked to bring the server's images.
    with_images: bool,
}

impl ListState {
    /// A list of which nothing has come.
    #[must_use]
    pub fn new(app: AppContext, t: Texts, images: ImageWish) -> Self {
        Self {
            app,
            t,
            format: images.format,
            images: RwSignal::new(images.wanted),
            large: RwSignal::new(None),
            picked: RwSignal::new(None),
            fresh: RwSignal::new(None),
            with_images: StoredValue::new(false),
            next: StoredValue::new(0),
            held: RwSignal::new(None),
        }
    }

    /// What came last. Followed.
    #[must_use]
    pub fn read(self) -> Option<Arc<Read<ActivationCodes>>> {
        self.held.try_with(|held| held.as_ref().map(|held| Arc::clone(&held.read))).flatten()
    }

    /// Whether anything has come. Followed.
    #[must_use]
    pub fn is_there(self) -> bool {
        self.held.try_with(Option::is_some) == Some(true)
    }

    /// How many codes that were still good the last answer no longer had. Followed.
    #[must_use]
    pub fn gone(self) -> usize {
        self.held.try_with(|held| held.as_ref().map_or(0, |held| held.gone)).unwrap_or(0)
    }

    /// A number that is another one after each answer. Followed.
    #[must_use]
    pub fn generation(self) -> u32 {
        self.held.try_with(|held| held.as_ref().map_or(0, |held| held.generation)).unwrap_or(0)
    }

    /// Whether what came last was asked to bring the server's images: what has none now gets none.
    #[must_use]
    pub fn has_images(self) -> bool {
        self.held.try_with_untracked(|held| held.as_ref().is_some_and(|held| held.with_images)) == Some(true)
    }

    /// The last request with images brought none: from now on the list is asked for without them.
    pub fn images_failed(self) {
        if self.with_images.try_get_value() == Some(true) {
            self.images.set(false);
        }
    }

    /// Whether there is an entry of this name. Followed.
    #[must_use]
    pub fn holds(self, id: Id) -> bool {
        self.held.try_with(|held| held.as_ref().is_some_and(|held| held.entry(id).is_some())) == Some(true)
    }

    /// The entry of this name, as it came last; nothing where it is gone. Followed.
    #[must_use]
    pub fn entry(self, id: Id) -> Option<ActivationCode> {
        self.held.try_with(|held| held.as_ref()?.entry(id).cloned()).flatten()
    }

    /// Whether the entry of this name is the code that was made last. Followed.
    #[must_use]
    pub fn is_fresh(self, id: Id) -> bool {
        let Some(fresh) = self.fresh.try_with(Option::clone).flatten() else { return false };
        // Hidden codes look alike: which of them is the new one, nobody knows.
        fresh.0 != Code::Hidden && self.entry(id).is_some_and(|entry| (entry.code, entry.end) == fresh)
    }

    /// The names of the entries at these places of the last answer.
    #[must_use]
    pub fn names(self, places: &[u32]) -> Vec<Id> {
        let name = |held: &Snapshot, place: &u32| held.ids.get(*place as usize).copied();
        self.held
            .try_with_untracked(|held| {
                let held = held.as_ref()?;
                Some(places.iter().filter_map(|place| name(held, place)).collect())
            })
            .flatten()
            .unwrap_or_default()
    }

    fn keep(self, read: Read<ActivationCodes>) {
        let before = self.held.try_with_untracked(Option::clone).flatten();
        let name = || {
            let name = self.next.try_get_value().unwrap_or(0);
            self.next.set_value(name.wrapping_add(1));
            name
        };
        let held = match before {
            None => {
                let ids = read.value.entries.iter().map(|_| name()).collect();
                Snapshot { read: Arc::new(read), ids, gone: 0, generation: 0, with_images: false }
            }
            Some(before) => before.followed_by(read, self.app.clock.now(), name),
        };
        let with_images = self.with_images.try_get_value() == Some(true);
        self.held.set(Some(Snapshot { with_images, ..held }));
    }

    fn forget(self) {
        if self.held.try_with_untracked(Option::is_some) == Some(true) {
            self.large.set(None);
            self.picked.set(None);
            self.fresh.set(None);
            self.held.set(None);
        }
    }
}

impl Snapshot {
    fn entry(&self, id: Id) -> Option<&ActivationCode> {
        let place = self.ids.iter().position(|name| *name == id)?;
        self.read.value.entries.get(place)
    }

    /// The next answer: what was there before keeps its name.
    fn followed_by(&self, read: Read<ActivationCodes>, now: Now, mut name: impl FnMut() -> Id) -> Self {
        let carried = read.value.carried(&self.read.value);
        let older = |place: u32| self.ids.get(place as usize).copied();
        let ids = carried.iter().map(|place| place.and_then(older).unwrap_or_else(&mut name)).collect();
        let expired = self.read.value.parted(now.time, now.bound).expired.len();
        let good = self.ids.len().saturating_sub(expired);
        let kept = carried.iter().flatten().filter(|place| **place as usize >= expired).count();
        let generation = self.generation.wrapping_add(1);
        let gone = good.saturating_sub(kept);
        Self { read: Arc::new(read), ids, gone, generation, with_images: false }
    }
}

/// One user's list on its way from the API to the screen.
pub struct ListSource {
    /// How it is asked for.
    pub asked: Arc<ListRequest>,
    /// Where it is shown.
    pub listing: ListState,
    /// Set when the credential is refused.
    pub refused: RwSignal<bool>,
}

impl CodeSource for ListSource {
    fn request(&self) -> Request {
        let ListRequest { base, tenant, installation, whose, images, connection, .. } = &*self.asked;
        let app = self.listing.app;
        let wanted = self.listing.images.try_with_untracked(|wanted| *wanted) == Some(true);
        self.listing.with_images.set_value(wanted);
        request::activation_codes(
            base,
            tenant,
            *installation,
            whose,
            ImageWish { wanted, ..*images },
            app.credentials.get(connection).as_ref(),
            self.listing.t.language(),
        )
    }

    fn decode(&self, answer: &Answer) -> Result<(End, Commit), Failure> {
        let read = activation_code::read(answer, self.asked.user.as_ref());
        if let Err(Failure::NotAccepted(_)) = read {
            self.listing.app.refuse_credential(&self.asked.connection, self.refused);
        }
        let (listing, read) = (self.listing, read?);
        // A list has no end of its own.
        Ok((End::NotStated, Box::new(move || listing.keep(read))))
    }

    fn clear(&self) {
        self.listing.forget();
    }
}
