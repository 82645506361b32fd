//! Starts the sandbox from the command line.

use std::process::ExitCode;

use clap::Parser;
use latchkey_sandbox::clock::Clock;
use latchkey_sandbox::config;
use latchkey_sandbox::serve::Listening;
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
        let listening = Listening::open(settings, clock).await?;
        let app = listening.site().map(|site| format!("app on http://{site}/, ")).unwrap_or_default();
        println!("latchkey-sandbox: {app}APIs on http://{}/", listening.api());
        let stop = async {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
        };
        listening.serve(stop).await?;
        Ok(())
    });
    // A big answer may still be in the making; nobody waits for it any more.
    runtime.shutdown_background();
    result
}
