//! A transport whose responses a test decides.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use latchkey::{
    browser::abort::AbortHandle,
    net::{FetchResult, Transport},
};
use latchkey_core::{
    answer::{Answer, Exchange},
    clock::Reading,
    failure::Failure,
    request::{Method, Request},
};

use super::page::{START_MS, sleep};

/// Connections for access codes, direct and through a gateway, and a list through a gateway.
const CONFIG: &str = r#"{"title":"Test studio",SETTINGS"connections":[
  {"id":"me","name":"My pass","service":"access-code","base":"/api/gym","auth":"gateway","subject":"me"},
  {"id":"gym","name":"Desk","service":"access-code","base":"/api/gym","auth":"gateway"},
  {"id":"direct","name":"Direct","service":"access-code","base":"https://studio.example","auth":"api-key"},
  {"id":"my-list","name":"My codes","service":"activation-codes","base":"/api/identity","tenant":"demo",
   "installation":"ssms","auth":"gateway","subject":"me","allowCreate":true},
  {"id":"list","name":"Codes","service":"activation-codes","base":"/api/identity","tenant":"demo",
   "installation":"ssms","auth":"gateway"}]}"#;

/// Returns the response to a request, or `None` to leave it without one.
type Reply = Box<dyn Fn(&Request) -> Option<FetchResult> + Send>;

/// Records requests and answers them by a function. A request without a response is pending until it is
/// aborted.
#[derive(Clone)]
pub struct ScriptedTransport {
    /// The text of `latchkey.json`.
    config: Arc<str>,
    reply: Arc<Mutex<Reply>>,
    requested: Arc<Mutex<Vec<String>>>,
    aborted: Arc<Mutex<Vec<String>>>,
    clock: Arc<AtomicI64>,
    site_is_down: Arc<AtomicBool>,
}

impl Transport for ScriptedTransport {
    fn send(&self, request: Request, abort: AbortHandle) -> Pin<Box<dyn Future<Output = FetchResult>>> {
        let this = self.clone();
        if request.url == "latchkey.json" {
            if self.site_is_down.load(Ordering::SeqCst) {
                return Box::pin(async { Err(Failure::Unreachable) });
            }
            return Box::pin(async move { Ok(this.exchange(200, &this.config)) });
        }
        self.requested.lock().unwrap().push(request.url.clone());
        let url = request.url.clone();
        let reply = (self.reply.lock().unwrap())(&request);
        Box::pin(async move {
            match reply {
                Some(result) => result,
                // No response: the future ends only when the request is aborted.
                None => loop {
                    if abort.signal().is_some_and(|signal| signal.aborted()) {
                        this.aborted.lock().unwrap().push(url);
                        return Err(Failure::Unreachable);
                    }
                    sleep(5).await;
                },
            }
        })
    }
}

impl ScriptedTransport {
    /// Creates a transport without responses. `clock` is the time since the start of the test in
    /// milliseconds, `settings` are further members of `latchkey.json`, each with a comma behind it.
    pub fn new(clock: Arc<AtomicI64>, settings: &str) -> Self {
        Self {
            config: CONFIG.replace("SETTINGS", settings).into(),
            reply: Arc::new(Mutex::new(Box::new(|_| None))),
            requested: Arc::default(),
            aborted: Arc::default(),
            clock,
            site_is_down: Arc::default(),
        }
    }

    /// Responds to further requests with a status and a body, or headers in its place to a `HEAD` request.
    pub fn respond(&self, reply: impl Fn(&Request) -> Option<(u16, String)> + Send + 'static) {
        let this = self.clone();
        *self.reply.lock().unwrap() = Box::new(move |request| {
            let (status, text) = reply(request)?;
            let mut exchange = this.exchange(status, &text);
            if request.method == Method::Head {
                exchange.answer = Answer { headers: text, body: Vec::new(), ..exchange.answer };
            }
            Some(Ok(exchange))
        });
    }

    /// Fails further requests.
    pub fn fail_requests(&self) {
        *self.reply.lock().unwrap() = Box::new(|_| Some(Err(Failure::Unreachable)));
    }

    /// Fails further requests for `latchkey.json`.
    pub fn take_site_down(&self) {
        self.site_is_down.store(true, Ordering::SeqCst);
    }

    /// Returns the URLs requested so far, without `latchkey.json`.
    pub fn requested_urls(&self) -> Vec<String> {
        self.requested.lock().unwrap().clone()
    }

    /// Returns the URLs of aborted requests.
    pub fn aborted_urls(&self) -> Vec<String> {
        self.aborted.lock().unwrap().clone()
    }

    fn exchange(&self, status: u16, body: &str) -> Exchange {
        let at = Reading {
            monotonic_ms: self.clock.load(Ordering::SeqCst),
            wall_ms: START_MS + self.clock.load(Ordering::SeqCst),
        };
        let answer = Answer {
            status,
            content_type: Some("application/json".into()),
            body: body.as_bytes().to_vec(),
            ..Answer::default()
        };
        Exchange { answer, sent: at, received: at }
    }
}
