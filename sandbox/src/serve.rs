//! Opens the listeners, on 127.0.0.1 only, and serves until told to stop.

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::clock::Clock;
use crate::elsewhere::{self, Elsewhere};
use crate::hands;
use crate::routers;
use crate::settings::Settings;
use crate::site::Folder;
use crate::start_error::StartError;
use crate::state::{Sandbox, Shared};
use crate::wire::{Tear, Wires, obey};

/// How long answers under way may take once the sandbox is told to stop.
const LAST_ANSWERS: Duration = Duration::from_millis(500);

/// A sandbox whose listeners are open: requests queue until [`Listening::serve`] takes them.
#[derive(Debug)]
pub struct Listening {
    sandbox: Shared,
    api: (TcpListener, SocketAddr),
    site: Option<(TcpListener, SocketAddr, Folder)>,
    elsewhere: TcpListener,
}

impl Listening {
    /// Opens the listeners. Port 0 lets the system choose.
    ///
    /// # Errors
    ///
    /// When a port is taken or the folder of the site is not there.
    pub async fn open(settings: Settings, clock: Clock) -> Result<Self, StartError> {
        let site = match &settings.site {
            None => None,
            Some(path) => {
                let cause = |cause| StartError::Site { folder: path.clone(), cause };
                let folder = Folder::open(path).map_err(cause)?;
                let (listener, address) = listen(settings.site_port, "--site-port").await?;
                Some((listener, address, folder))
            }
        };
        let api = listen(settings.port, "--port").await?;
        let (elsewhere, address) = listen(0, "elsewhere").await?;
        let sandbox = Arc::new(Sandbox::new(settings, clock, Elsewhere::at(address)));
        Ok(Self { sandbox, api, site, elsewhere })
    }

    /// Where the API listens.
    #[must_use]
    pub const fn api(&self) -> SocketAddr {
        self.api.1
    }

    /// Where the site listens, if there is one.
    #[must_use]
    pub fn site(&self) -> Option<SocketAddr> {
        self.site.as_ref().map(|(_, address, _)| *address)
    }

    /// Serves until `stop` is ready; answers still under way then get half a second.
    ///
    /// # Errors
    ///
    /// When a listener fails for good.
    pub async fn serve(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let (tell, told) = watch::channel(());
        let dated =
            |router: Router| router.layer(from_fn_with_state(self.sandbox.clock.clone(), hands::date));
        let api = run(self.api.0, dated(routers::api(&self.sandbox)), told.clone());
        let elsewhere = run(self.elsewhere, dated(elsewhere::router(&self.sandbox)), told.clone());
        let port = self.api.1.port();
        let site = async {
            match self.site {
                Some((listener, _, folder)) => {
                    run(listener, dated(routers::site(&self.sandbox, folder, port)), told).await
                }
                None => Ok(()),
            }
        };
        let all = async { tokio::try_join!(api, site, elsewhere).map(|_| ()) };
        let end = async {
            stop.await;
            drop(tell);
            sleep(LAST_ANSWERS).await;
        };
        tokio::select! {
            result = all => result,
            () = end => Ok(()),
        }
    }
}

async fn listen(port: u16, flag: &'static str) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |cause: io::Error| match cause.kind() {
        io::ErrorKind::AddrInUse => StartError::Busy { port, flag },
        _ => StartError::Listen { port, flag, cause },
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

async fn run(listener: TcpListener, router: Router, mut told: watch::Receiver<()>) -> io::Result<()> {
    let service = router.layer(from_fn(obey)).into_make_service_with_connect_info::<Tear>();
    // The channel changes by closing: the sender is dropped when it is time to stop.
    let stop = async move {
        let _ = told.changed().await;
    };
    axum::serve(Wires(listener), service).with_graceful_shutdown(stop).await
}
