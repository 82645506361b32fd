//! The database of the page on this device (`IndexedDB`), which holds encrypted codes and their key.

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
};

const NAME: &str = "latchkey";
const VERSION: u32 = 1;

/// A table of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Encrypted codes, by their pass.
    Codes,
    /// Keys.
    Keys,
}

impl Table {
    const ALL: [Self; 2] = [Self::Codes, Self::Keys];

    fn name(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::Keys => "keys",
        }
    }
}

/// The open database; closed when dropped.
pub struct Database(IdbDatabase);

impl Database {
    /// Opens the database if there is one.
    pub async fn open_existing() -> Option<Self> {
        open(false).await.ok()
    }

    /// Opens the database, and creates it if there is none. Fails where the browser has no databases or
    /// refuses to store anything.
    pub async fn open_or_create() -> Option<Self> {
        open(true).await.ok()
    }

    /// Returns the value of a key, `undefined` if there is none.
    ///
    /// # Errors
    /// Returns what the browser throws.
    pub async fn get(&self, table: Table, key: &str) -> Result<JsValue, JsValue> {
        finished(&self.table(table, IdbTransactionMode::Readonly)?.get(&key.into())?).await
    }

    /// Returns all keys.
    ///
    /// # Errors
    /// Returns what the browser throws.
    pub async fn keys(&self, table: Table) -> Result<Vec<String>, JsValue> {
        let keys = finished(&self.table(table, IdbTransactionMode::Readonly)?.get_all_keys()?).await?;
        Ok(js_sys::Array::from(&keys).iter().filter_map(|key| key.as_string()).collect())
    }

    /// Stores a value under a key.
    ///
    /// # Errors
    /// Returns what the browser throws.
    pub async fn put(&self, table: Table, key: &str, value: &JsValue) -> Result<(), JsValue> {
        let store = self.table(table, IdbTransactionMode::Readwrite)?;
        store.put_with_key(value, &key.into())?;
        committed(&store.transaction()).await
    }

    /// Stores a value under a key that has none.
    ///
    /// # Errors
    /// Returns what the browser throws, also if the key has a value.
    pub async fn add(&self, table: Table, key: &str, value: &JsValue) -> Result<(), JsValue> {
        let store = self.table(table, IdbTransactionMode::Readwrite)?;
        store.add_with_key(value, &key.into())?;
        committed(&store.transaction()).await
    }

    /// Removes a key.
    ///
    /// # Errors
    /// Returns what the browser throws.
    pub async fn delete(&self, table: Table, key: &str) -> Result<(), JsValue> {
        let store = self.table(table, IdbTransactionMode::Readwrite)?;
        store.delete(&key.into())?;
        committed(&store.transaction()).await
    }

    fn table(&self, table: Table, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        self.0.transaction_with_str_and_mode(table.name(), mode)?.object_store(table.name())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Whether the browser has databases. It may still refuse to store anything.
#[must_use]
pub fn is_available() -> bool {
    window().indexed_db().ok().flatten().is_some()
}

async fn open(creates: bool) -> Result<Database, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::UNDEFINED)?;
    let request: IdbOpenDbRequest = factory.open_with_u32(NAME, VERSION)?;
    let opened = request.clone();
    // Called only if there is no database of this version.
    let upgrade = Closure::once(move || {
        if !creates {
            return opened.transaction().map_or(Ok(()), |transaction| transaction.abort());
        }
        let database: IdbDatabase = opened.result()?.unchecked_into();
        Table::ALL.iter().try_for_each(|table| database.create_object_store(table.name()).map(|_| ()))
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let database = finished(&request).await?;
    Ok(Database(database.unchecked_into()))
}

/// Waits for the result of a request.
async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await?;
    request.result()
}

/// Waits until a transaction is on the device.
async fn committed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(promise).await.map(|_| ())
}
