//! The static access codes that a person keeps on this device, encrypted.

use std::pin::Pin;

use js_sys::{Object, Reflect};
use latchkey_core::{
    access_code::AccessCode,
    ids::ConnectionId,
    kept_code::{KeptCode, KeptPass},
    secret::Secret,
    time::Timestamp,
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::{
    database::{self, Database, Table},
    device_key::{self, DeviceKey, Sealed},
};

/// The only key in its table.
const KEY_NAME: &str = "codes";
/// Members of what is stored for a code.
const NONCE: &str = "nonce";
const BYTES: &str = "bytes";
const DOUBTFUL: &str = "doubtful";

/// A change of what is kept, which is under way once it is awaited.
pub type Pending = Pin<Box<dyn Future<Output = ()>>>;

/// A change of what is kept.
#[derive(PartialEq, Eq)]
enum Change {
    Remove(KeptPass),
    RemoveOf(ConnectionId),
    RemoveAll,
    DoubtOwners,
}

/// The codes kept on this device.
#[derive(Clone, Copy)]
pub struct KeptCodes {
    passes: RwSignal<Vec<KeptPass>>,
    /// Whether a kept code is on the screen.
    pub is_shown: RwSignal<bool>,
    /// Number of removals so far: what was being stored meanwhile is removed, too.
    removals: StoredValue<u32>,
}

impl KeptCodes {
    /// Creates the state. Nothing is read yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            passes: RwSignal::new(Vec::new()),
            is_shown: RwSignal::new(false),
            removals: StoredValue::new(0),
        }
    }

    /// Whether this browser has what is needed to keep codes. It may still refuse to store one.
    #[must_use]
    pub fn is_available() -> bool {
        database::is_available() && device_key::is_available()
    }

    /// Returns the passes whose codes are kept, as they were read last. Tracked.
    #[must_use]
    pub fn passes(self) -> Vec<KeptPass> {
        self.passes.get()
    }

    /// Reads and returns the passes whose codes are kept.
    pub async fn load(self) -> Vec<KeptPass> {
        let names = match Database::open_existing().await {
            Some(database) => database.keys(Table::Codes).await.unwrap_or_default(),
            None => Vec::new(),
        };
        let passes: Vec<KeptPass> = names.iter().filter_map(|name| KeptPass::parse(name)).collect();
        if self.passes.try_get_untracked().is_some_and(|known| known != passes) {
            self.passes.set(passes.clone());
        }
        passes
    }

    /// Returns the code that is kept for a pass. One that cannot be decrypted counts as none.
    pub async fn find(self, pass: &KeptPass) -> Option<KeptCode> {
        let name = pass.to_string();
        let database = Database::open_existing().await?;
        let record = database.get(Table::Codes, &name).await.ok().filter(JsValue::is_object)?;
        let member = |member: &str| Reflect::get(&record, &member.into()).ok();
        let sealed =
            Sealed { nonce: member(NONCE)?.dyn_into().ok()?, bytes: member(BYTES)?.dyn_into().ok()? };
        let key = DeviceKey::from_stored(database.get(Table::Keys, KEY_NAME).await.ok()?)?;
        let text = String::from_utf8(key.decrypt(&sealed, &name).await?).ok()?;
        KeptCode::parse(&Secret::new(text), member(DOUBTFUL)?.is_truthy())
    }

    /// Keeps a code for a pass, in place of an older one. Returns it, or `None` if it may not be kept or
    /// could not be stored.
    pub async fn keep(self, pass: &KeptPass, code: &AccessCode, now: Timestamp) -> Option<KeptCode> {
        let kept = KeptCode::new(code, now)?;
        let removals = self.removals.try_get_value()?;
        let is_stored = store(&pass.to_string(), &kept).await.is_some();
        if self.removals.try_get_value() != Some(removals) {
            self.remove(pass.clone()).await;
            return None;
        }
        let _ = self.load().await;
        is_stored.then_some(kept)
    }

    /// Removes the code of a pass.
    pub fn remove(self, pass: KeptPass) -> Pending {
        Box::pin(self.change(Change::Remove(pass)))
    }

    /// Removes the codes of a connection.
    pub fn remove_of(self, connection: ConnectionId) -> Pending {
        Box::pin(self.change(Change::RemoveOf(connection)))
    }

    /// Removes all codes and their key.
    pub fn remove_all(self) -> Pending {
        Box::pin(self.change(Change::RemoveAll))
    }

    /// Marks all codes: the session at the gateway has ended, and another person may sign in.
    pub fn doubt_owners(self) -> Pending {
        Box::pin(self.change(Change::DoubtOwners))
    }

    async fn change(self, change: Change) {
        if change != Change::DoubtOwners {
            let _ = self.removals.try_update_value(|count| *count = count.wrapping_add(1));
        }
        let Some(database) = Database::open_existing().await else { return };
        if change == Change::RemoveAll {
            // The key first: without it the codes are of no use.
            let _ = database.delete(Table::Keys, KEY_NAME).await;
        }
        for name in database.keys(Table::Codes).await.unwrap_or_default() {
            // A name that cannot be read belongs to no pass that can be shown.
            let pass = KeptPass::parse(&name);
            let is_removed = match &change {
                Change::Remove(removed) => pass.is_none_or(|pass| pass == *removed),
                Change::RemoveOf(connection) => pass.is_none_or(|pass| pass.connection() == connection),
                Change::RemoveAll => true,
                Change::DoubtOwners => false,
            };
            if is_removed {
                let _ = database.delete(Table::Codes, &name).await;
            } else if change == Change::DoubtOwners
                && let Ok(record) = database.get(Table::Codes, &name).await
                && record.is_object()
                && Reflect::set(&record, &DOUBTFUL.into(), &true.into()).is_ok()
            {
                let _ = database.put(Table::Codes, &name, &record).await;
            }
        }
        let _ = self.load().await;
    }
}

impl Default for KeptCodes {
    fn default() -> Self {
        Self::new()
    }
}

/// Encrypts and stores a code. `None` if the browser refuses.
async fn store(name: &str, kept: &KeptCode) -> Option<()> {
    let database = Database::open_or_create().await?;
    let key = key_of(&database).await?;
    let text = kept.to_text();
    let mut bytes = text.reveal().as_bytes().to_vec();
    let sealed = key.encrypt(&mut bytes, name).await?;
    let record = Object::new();
    let members =
        [(NONCE, sealed.nonce.into()), (BYTES, sealed.bytes.into()), (DOUBTFUL, JsValue::from(false))];
    for (member, value) in members {
        Reflect::set(&record, &member.into(), &value).ok()?;
    }
    database.put(Table::Codes, name, &record).await.ok()
}

/// Returns the key of this device, which is made when the first code is kept.
async fn key_of(database: &Database) -> Option<DeviceKey> {
    if let Some(key) = DeviceKey::from_stored(database.get(Table::Keys, KEY_NAME).await.ok()?) {
        return Some(key);
    }
    let key = DeviceKey::generate().await?;
    // Fails if another tab was faster. Its key is the one that is used then.
    let _ = database.add(Table::Keys, KEY_NAME, &key.to_stored()).await;
    DeviceKey::from_stored(database.get(Table::Keys, KEY_NAME).await.ok()?)
}
