//! The options of the command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};

use crate::chaos::DEFAULT_SEED;
use crate::clock::ClockKind;

/// A faithful, stateful stand-in for both APIs. Listens on 127.0.0.1 only.
#[derive(Clone, Debug, Parser)]
#[command(name = "latchkey-sandbox", version)]
pub struct Settings {
    /// Port of the API listener
    #[arg(long, default_value_t = 8081)]
    pub port: u16,

    /// Also serve this folder of static files, with the gateway under /api
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,

    /// Port of the site listener
    #[arg(long, default_value_t = 8080)]
    pub site_port: u16,

    /// Life of a dynamic access code, in seconds
    #[arg(
        long,
        value_name = "SECS",
        default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    pub renew: u64,

    /// A new dynamic code is made when the current one has less than this left, in seconds
    #[arg(
        long,
        value_name = "SECS",
        default_value_t = 5,
        value_parser = clap::value_parser!(u64).range(0..=86_400)
    )]
    pub overlap: u64,

    /// Wait before each API answer, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 0)]
    pub latency: u64,

    /// Replace this share of the API answers by random faults that pass, in percent
    #[arg(
        long,
        value_name = "PERCENT",
        default_value_t = 0,
        value_parser = clap::value_parser!(u8).range(0..=100)
    )]
    pub chaos: u8,

    /// Order of these faults: the same for the same number
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED)]
    pub chaos_seed: u64,

    /// Where the time comes from
    #[arg(long, value_enum, default_value_t = ClockKind::System)]
    pub clock: ClockKind,

    /// How the API listener answers other origins
    #[arg(long, value_enum, default_value_t = Cors::Exposed)]
    pub cors: Cors,

    /// Print the latchkey.json that fits these ports, and exit
    #[arg(long)]
    pub print_config: bool,
}

/// The CORS behaviour of the API listener. That of the real hosts is not documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Cors {
    /// Every origin may read, `Date` and `Retry-After` included
    Exposed,
    /// Every origin may read, but only the safelisted response headers
    Plain,
    /// No cross-origin headers at all; preflights get 403
    None,
}

impl Settings {
    /// Returns the defaults for tests, with ports chosen by the system.
    #[must_use]
    pub const fn on_any_port() -> Self {
        Self {
            port: 0,
            site: None,
            site_port: 0,
            renew: 30,
            overlap: 5,
            latency: 0,
            chaos: 0,
            chaos_seed: DEFAULT_SEED,
            clock: ClockKind::System,
            cors: Cors::Exposed,
            print_config: false,
        }
    }

    /// Returns the lifetime of a dynamic access code (`--renew`).
    #[must_use]
    pub const fn lifetime(&self) -> Duration {
        Duration::from_secs(self.renew)
    }
}
