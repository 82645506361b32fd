//! A sandbox in a thread of its own, with a clock the test turns.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use latchkey_sandbox::clock::Clock;
use latchkey_sandbox::moment::Moment;
use latchkey_sandbox::serve::Listeners;
use latchkey_sandbox::settings::Settings;
use tokio::sync::oneshot;

use crate::client::Request;

/// 2024-06-13T10:20:00Z
pub const START: Moment = Moment::from_millis(1_718_274_000_000);

/// Stops the sandbox when dropped.
pub struct Server {
    pub api: SocketAddr,
    pub site: Option<SocketAddr>,
    pub clock: Clock,
    _stop: oneshot::Sender<()>,
}

pub fn start() -> Server {
    start_with(|_| ())
}

pub fn start_with(change: impl FnOnce(&mut Settings)) -> Server {
    let mut settings = Settings::on_any_port();
    change(&mut settings);
    let clock = Clock::manual(START);
    let (ready, started) = mpsc::channel();
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
    let (api, site) = started.recv().unwrap();
    Server { api, site, clock, _stop: stop }
}

impl Server {
    pub fn request(&self, method: &str, target: &str) -> Request {
        Request::new(self.api, method, target)
    }

    pub fn get(&self, target: &str) -> Request {
        self.request("GET", target)
    }

    /// The customer's code, asked for with the key.
    pub fn customer(&self, id: impl std::fmt::Display) -> Request {
        self.get(&format!("/v1/customers/{id}/access-code")).key()
    }

    /// The user's codes, asked for with the token at the SSMS address, without images.
    pub fn user(&self, name: &str) -> Request {
        self.user_with(name, "responseQrType=normal&qrCode=false")
    }

    pub fn user_with(&self, name: &str, query: &str) -> Request {
        self.get(&format!("/digitanium/v4/users/{name}/activationcodes?{query}"))
            .host("demo.localhost")
            .token()
    }

    pub fn at_site(&self, target: &str) -> Request {
        Request::new(self.site.unwrap(), "GET", target)
    }
}
