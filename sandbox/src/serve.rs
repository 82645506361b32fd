//! The sandbox's listeners. All listen on 127.0.0.1 only.

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
use crate::clock_control;
use crate::connection_faults::{ResetHandle, ResettableListener, apply_resets};
use crate::foreign_origin::{self, ForeignOrigin};
use crate::routers;
use crate::settings::Settings;
use crate::site::SiteFolder;
use crate::start_error::StartError;
use crate::state::{Sandbox, SharedSandbox};

/// Time that requests in progress have to finish once the sandbox is told to stop.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(500);

/// The open listeners of a sandbox. Connections are queued until [`Listeners::serve`] accepts them.
#[derive(Debug)]
pub struct Listeners {
    sandbox: SharedSandbox,
    api: (TcpListener, SocketAddr),
    site: Option<(TcpListener, SocketAddr, SiteFolder)>,
    foreign: TcpListener,
}

impl Listeners {
    /// Opens the listeners. The system chooses a free port in place of port 0.
    ///
    /// # Errors
    ///
    /// Fails if a port is in use or the folder of the site does not exist.
    pub async fn open(settings: Settings, clock: Clock) -> Result<Self, StartError> {
        let site = match &settings.site {
            None => None,
            Some(path) => {
                let error = |cause| StartError::SiteFolder { folder: path.clone(), cause };
                let folder = SiteFolder::open(path).map_err(error)?;
                let (listener, address) = bind(settings.site_port, "--site-port").await?;
                Some((listener, address, folder))
            }
        };
        let api = bind(settings.port, "--port").await?;
        let (foreign, foreign_address) = bind(0, "elsewhere").await?;
        let sandbox = Arc::new(Sandbox::new(settings, clock, ForeignOrigin::new(foreign_address)));
        Ok(Self { sandbox, api, site, foreign })
    }

    /// Returns the address of the API listener.
    #[must_use]
    pub const fn api_address(&self) -> SocketAddr {
        self.api.1
    }

    /// Returns the address of the site listener, if there is one.
    #[must_use]
    pub fn site_address(&self) -> Option<SocketAddr> {
        self.site.as_ref().map(|(_, address, _)| *address)
    }

    /// Serves until `stop` is ready. Requests in progress then have half a second to finish.
    ///
    /// # Errors
    ///
    /// Fails if a listener fails permanently.
    pub async fn serve(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let (stop_sender, stop_receiver) = watch::channel(());
        let set_date = from_fn_with_state(self.sandbox.clock.clone(), clock_control::set_date);
        let with_date = |router: Router| router.layer(set_date.clone());
        let api = run(self.api.0, with_date(routers::api(&self.sandbox)), stop_receiver.clone());
        let foreign_router = foreign_origin::router(&self.sandbox.foreign_origin);
        let foreign = run(self.foreign, with_date(foreign_router), stop_receiver.clone());
        let api_port = self.api.1.port();
        let site = async {
            match self.site {
                Some((listener, _, folder)) => {
                    let router = routers::site(&self.sandbox, folder, api_port);
                    run(listener, with_date(router), stop_receiver).await
                }
                None => Ok(()),
            }
        };
        let all = async { tokio::try_join!(api, site, foreign).map(|_| ()) };
        let stopped = async {
            stop.await;
            drop(stop_sender);
            sleep(SHUTDOWN_GRACE).await;
        };
        tokio::select! {
            result = all => result,
            () = stopped => Ok(()),
        }
    }
}

async fn bind(port: u16, option: &'static str) -> Result<(TcpListener, SocketAddr), StartError> {
    let error = |cause: io::Error| match cause.kind() {
        io::ErrorKind::AddrInUse => StartError::PortInUse { port, option },
        _ => StartError::Bind { port, option, cause },
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(error)?;
    let address = listener.local_addr().map_err(error)?;
    Ok((listener, address))
}

/// Serves one listener until the sender of `stop` is dropped.
async fn run(listener: TcpListener, router: Router, mut stop: watch::Receiver<()>) -> io::Result<()> {
    let service = router.layer(from_fn(apply_resets)).into_make_service_with_connect_info::<ResetHandle>();
    let stopped = async move {
        // The channel sends no value: `changed` returns an error once the sender is dropped.
        let _ = stop.changed().await;
    };
    axum::serve(ResettableListener(listener), service).with_graceful_shutdown(stopped).await
}
