//! The sandbox as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use crate::client::Request;

/// Returns the command that runs the sandbox.
pub fn sandbox_command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_latchkey-sandbox"))
}

/// A running process, which is killed when this value is dropped.
pub struct SandboxProcess {
    child: Child,
    api: SocketAddr,
}

impl SandboxProcess {
    /// Starts the sandbox on a free port and waits until it listens.
    pub fn start(arguments: &[&str]) -> Self {
        let mut command = sandbox_command();
        command.args(["--port", "0"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let api = line.split("APIs on http://").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        Self { child, api }
    }

    /// Creates a request to the API listener.
    pub fn request(&self, method: &str, target: &str) -> Request {
        Request::new(self.api, method, target)
    }
}

impl Drop for SandboxProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
