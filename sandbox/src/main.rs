//! The command line of the sandbox.

use std::process::ExitCode;

use clap::Parser;
use latchkey_sandbox::clock::Clock;
use latchkey_sandbox::config;
use latchkey_sandbox::serve::Listeners;
use latchkey_sandbox::settings::Settings;
use tokio::signal::unix::{SignalKind, signal};

fn main() -> ExitCode {
    let settings = Settings::parse();
    if settings.print_config {
        println!("{:#}", config::for_port(settings.port));
        return ExitCode::SUCCESS;
    }
    match run(settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("latchkey-sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(settings: Settings) -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(async {
        let clock = Clock::start(settings.clock);
        let mut terminated = signal(SignalKind::terminate())?;
        let listeners = Listeners::open(settings, clock).await?;
        let app = listeners.site_address().map(|site| format!("app on http://{site}/, ")).unwrap_or_default();
        println!("latchkey-sandbox: {app}APIs on http://{}/", listeners.api_address());
        let stop = async {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
        };
        listeners.serve(stop).await?;
        Ok(())
    });
    // A large response may still be under construction on a blocking thread; it is not needed any more.
    runtime.shutdown_background();
    result
}
