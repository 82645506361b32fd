//! The log of API requests, so that tests can count them. It never holds a key or a token.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;
use tokio::time::sleep;

use crate::credentials::{API_KEY, TOKEN};
use crate::state::{Shared, hold};
use crate::wire;

/// Entries kept; the oldest gives way.
const MOST: usize = 2000;

/// Query parameters whose values are written down. Of any other only the name is.
const HARMLESS: [&str; 2] = ["qrCode", "responseQrType"];

/// One request.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    method: String,
    path: String,
    /// `null` while the answer is not ready; for ever if none was sent or the client went away before.
    status: Option<u16>,
    time: String,
    origin: Option<String>,
    /// The fault that chaos plays on the answer.
    fault: Option<String>,
}

/// The number of a request's entry, which travels with the request.
#[derive(Clone, Copy, Debug)]
pub struct Number(usize);

/// Requests in the order of their arrival.
#[derive(Debug, Default)]
pub struct RequestLog(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    kept: VecDeque<Entry>,
    /// How many have been taken out at the front since the start: the number of the first one kept.
    dropped: usize,
}

impl RequestLog {
    /// All entries kept.
    pub fn entries(&self) -> Vec<Entry> {
        hold(&self.0).kept.iter().cloned().collect()
    }

    /// Forgets the entries; requests under way do not come back.
    pub fn clear(&self) {
        let mut entries = hold(&self.0);
        entries.dropped += entries.kept.len();
        entries.kept.clear();
    }

    /// Adds an entry and returns its number.
    fn add(&self, entry: Entry) -> Number {
        let mut entries = hold(&self.0);
        if entries.kept.len() >= MOST {
            entries.kept.pop_front();
            entries.dropped += 1;
        }
        entries.kept.push_back(entry);
        Number(entries.dropped + entries.kept.len() - 1)
    }

    /// Adds the fault that will be played.
    pub fn played(&self, number: Number, fault: String) {
        self.change(number, |entry| entry.fault = Some(fault));
    }

    fn answered(&self, number: Number, status: u16) {
        self.change(number, |entry| entry.status = Some(status));
    }

    /// Changes an entry, unless it has given way.
    fn change(&self, number: Number, change: impl FnOnce(&mut Entry)) {
        let mut entries = hold(&self.0);
        let index = number.0.checked_sub(entries.dropped);
        if let Some(entry) = index.and_then(|index| entries.kept.get_mut(index)) {
            change(entry);
        }
    }
}

/// Writes the request down, waits for `--latency`, and adds the status.
pub async fn record(State(sandbox): State<Shared>, mut request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN);
    let number = sandbox.log.add(Entry {
        method: request.method().to_string(),
        path: without_secrets(request.uri()),
        status: None,
        time: sandbox.clock.now().iso(),
        origin: origin.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
        fault: None,
    });
    request.extensions_mut().insert(number);
    if sandbox.settings.latency > 0 {
        sleep(Duration::from_millis(sandbox.settings.latency)).await;
    }
    let response = next.run(request).await;
    if !wire::is_torn(&response) {
        sandbox.log.answered(number, response.status().as_u16());
    }
    response
}

fn without_secrets(uri: &Uri) -> String {
    let mut text = uri.path().to_owned();
    for (index, pair) in uri.query().into_iter().flat_map(|query| query.split('&')).enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        match pair.split_once('=') {
            Some((name, _)) if !HARMLESS.contains(&name) => {
                text.push_str(name);
                text.push_str("=…");
            }
            Some(_) | None => text.push_str(pair),
        }
    }
    // A client that puts a credential where it does not belong must not see it echoed here either.
    text.replace(API_KEY, "…").replace(TOKEN, "…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_values_are_written_down() {
        let uri = "/auth/sandbox-token/x?qrCode=true&key=sandbox-key&access_token=abc".parse().unwrap();
        assert_eq!(without_secrets(&uri), "/auth/…/x?qrCode=true&key=…&access_token=…");
    }

    #[test]
    fn the_log_is_bounded_and_answers_find_their_entry() {
        let log = RequestLog::default();
        let entry = |path: usize| Entry {
            method: "GET".to_owned(),
            path: path.to_string(),
            status: None,
            time: String::new(),
            origin: None,
            fault: None,
        };
        let numbers: Vec<_> = (0..MOST + 3).map(|path| log.add(entry(path))).collect();
        log.answered(numbers[0], 200);
        log.answered(numbers[4], 201);
        let entries = log.entries();
        assert_eq!(entries.len(), MOST);
        assert_eq!(entries[0].path, "3");
        assert_eq!((entries[0].status, entries[1].status), (None, Some(201)));
        log.clear();
        log.answered(numbers[4], 500);
        let number = log.add(entry(9));
        log.answered(number, 204);
        assert_eq!(log.entries()[0].status, Some(204));
    }
}
