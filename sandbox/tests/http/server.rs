//! A sandbox in its own thread, with a manual clock.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use latchkey_sandbox::clock::Clock;
use latchkey_sandbox::moment::Moment;
use latchkey_sandbox::serve::Listeners;
use latchkey_sandbox::settings::Settings;
use tokio::sync::oneshot;

use crate::client::Request;

/// The initial time of the clock: 2024-06-13T10:20:00Z.
pub const START: Moment = Moment::from_millis(1_718_274_000_000);

/// A running sandbox, which stops when this value is dropped.
pub struct Server {
    pub api: SocketAddr,
    pub site: Option<SocketAddr>,
    pub clock: Clock,
    _stop: oneshot::Sender<()>,
}

/// Starts a sandbox with the default settings.
pub fn start() -> Server {
    start_with(|_| ())
}

/// Starts a sandbox with changed settings.
pub fn start_with(change: impl FnOnce(&mut Settings)) -> Server {
    let mut settings = Settings::on_any_port();
    change(&mut settings);
    let clock = Clock::manual(START);
    let (ready, addresses) = mpsc::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let server_clock = clock.clone();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listeners = Listeners::open(settings, server_clock).await.unwrap();
            ready.send((listeners.api_address(), listeners.site_address())).unwrap();
            let stop = async {
                let _ = stopped.await;
            };
            listeners.serve(stop).await.unwrap();
        });
    });
    let (api, site) = addresses.recv().unwrap();
    Server { api, site, clock, _stop: stop }
}

impl Server {
    /// Creates a request to the API listener.
    pub fn request(&self, method: &str, target: &str) -> Request {
        Request::new(self.api, method, target)
    }

    /// Creates a `GET` request to the API listener.
    pub fn get(&self, target: &str) -> Request {
        self.request("GET", target)
    }

    /// Creates a request for a customer's code, with the key.
    pub fn customer(&self, id: impl std::fmt::Display) -> Request {
        self.get(&format!("/v1/customers/{id}/access-code")).with_key()
    }

    /// Creates a request for a user's codes at the SSMS address, with the token and without images.
    pub fn user(&self, name: &str) -> Request {
        self.user_with(name, "responseQrType=normal&qrCode=false")
    }

    /// Creates a request for a user's codes at the SSMS address, with the token and this query.
    pub fn user_with(&self, name: &str, query: &str) -> Request {
        self.get(&format!("/digitanium/v4/users/{name}/activationcodes?{query}"))
            .host("demo.localhost")
            .with_token()
    }

    /// Creates a `GET` request to the site listener.
    pub fn get_site(&self, target: &str) -> Request {
        Request::new(self.site.unwrap(), "GET", target)
    }
}
