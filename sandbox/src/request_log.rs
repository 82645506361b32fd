//! The log of API requests, with which tests count them. It contains no credentials.

use std::collections::VecDeque;
use std::sync::Mutex;

use axum::http::{HeaderMap, Method, Uri, header};
use serde::Serialize;

use crate::credentials::{API_KEY, TOKEN};
use crate::moment::Moment;
use crate::sync::lock;

/// Number of entries kept; older ones are dropped.
const MAX_ENTRIES: usize = 2000;

/// Query parameters whose values are logged. Of all others only the name is.
const LOGGED_PARAMETERS: [&str; 2] = ["qrCode", "responseQrType"];

/// A logged request.
#[derive(Clone, Debug, Serialize)]
pub struct LogEntry {
    method: String,
    path: String,
    /// `null` until there is a response, and forever if the connection was reset or closed before.
    status: Option<u16>,
    time: String,
    origin: Option<String>,
    /// The random fault of the response, if any.
    fault: Option<String>,
}

impl LogEntry {
    /// Creates the entry of a request without response. Credentials in the URL are replaced.
    pub fn new(method: &Method, uri: &Uri, headers: &HeaderMap, now: Moment) -> Self {
        let origin = headers.get(header::ORIGIN);
        Self {
            method: method.to_string(),
            path: redacted(uri),
            status: None,
            time: now.iso(),
            origin: origin.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
            fault: None,
        }
    }
}

/// The id of a log entry, stored in the extensions of its request.
#[derive(Clone, Copy, Debug)]
pub struct EntryId(usize);

/// The logged requests in the order of their arrival.
#[derive(Debug, Default)]
pub struct RequestLog(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    entries: VecDeque<LogEntry>,
    /// Number of entries removed from the front, which is the id of the first one left.
    removed: usize,
}

impl RequestLog {
    /// Returns all entries, oldest first.
    pub fn entries(&self) -> Vec<LogEntry> {
        lock(&self.0).entries.iter().cloned().collect()
    }

    /// Removes all entries. Requests in progress are not logged again.
    pub fn clear(&self) {
        let mut log = lock(&self.0);
        log.removed += log.entries.len();
        log.entries.clear();
    }

    /// Adds an entry and returns its id.
    pub fn add(&self, entry: LogEntry) -> EntryId {
        let mut log = lock(&self.0);
        if log.entries.len() >= MAX_ENTRIES {
            log.entries.pop_front();
            log.removed += 1;
        }
        log.entries.push_back(entry);
        EntryId(log.removed + log.entries.len() - 1)
    }

    /// Sets the fault of an entry. Does nothing if the entry was removed.
    pub fn set_fault(&self, id: EntryId, fault: String) {
        self.update(id, |entry| entry.fault = Some(fault));
    }

    /// Sets the status of an entry. Does nothing if the entry was removed.
    pub fn set_status(&self, id: EntryId, status: u16) {
        self.update(id, |entry| entry.status = Some(status));
    }

    fn update(&self, id: EntryId, update: impl FnOnce(&mut LogEntry)) {
        let mut log = lock(&self.0);
        let index = id.0.checked_sub(log.removed);
        if let Some(entry) = index.and_then(|index| log.entries.get_mut(index)) {
            update(entry);
        }
    }
}

/// Returns path and query without the values of unknown parameters and without credentials.
fn redacted(uri: &Uri) -> String {
    let mut text = uri.path().to_owned();
    for (index, pair) in uri.query().into_iter().flat_map(|query| query.split('&')).enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        match pair.split_once('=') {
            Some((name, _)) if !LOGGED_PARAMETERS.contains(&name) => {
                text.push_str(name);
                text.push_str("=…");
            }
            Some(_) | None => text.push_str(pair),
        }
    }
    // A client could send a credential in the path or as the name of a parameter.
    text.replace(API_KEY, "…").replace(TOKEN, "…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_of_known_parameters_are_logged() {
        let uri = "/auth/sandbox-token/x?qrCode=true&key=sandbox-key&access_token=abc".parse().unwrap();
        assert_eq!(redacted(&uri), "/auth/…/x?qrCode=true&key=…&access_token=…");
    }

    #[test]
    fn the_log_is_bounded_and_a_status_finds_its_entry() {
        let log = RequestLog::default();
        let add = |number: usize| {
            let uri = format!("/{number}").parse().unwrap();
            log.add(LogEntry::new(&Method::GET, &uri, &HeaderMap::new(), Moment::from_millis(0)))
        };
        let ids: Vec<_> = (0..MAX_ENTRIES + 3).map(add).collect();
        log.set_status(ids[0], 200);
        log.set_status(ids[4], 201);
        let entries = log.entries();
        assert_eq!(entries.len(), MAX_ENTRIES);
        assert_eq!(entries[0].path, "/3");
        assert_eq!((entries[0].status, entries[1].status), (None, Some(201)));
        log.clear();
        log.set_status(ids[4], 500);
        let id = add(9);
        log.set_status(id, 204);
        assert_eq!(log.entries()[0].status, Some(204));
    }
}
