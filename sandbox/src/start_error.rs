//! Errors on start.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The reason why the sandbox cannot start. Its text is one line that names the option to change.
#[derive(Debug)]
pub enum StartError {
    /// Another program listens on the port.
    PortInUse {
        /// The port number.
        port: u16,
        /// The option that sets the port.
        option: &'static str,
    },
    /// The listener cannot be opened for another reason.
    Bind {
        /// The port number.
        port: u16,
        /// The option that sets the port.
        option: &'static str,
        /// The error of the operating system.
        cause: io::Error,
    },
    /// The folder of `--site` cannot be read.
    SiteFolder {
        /// The folder.
        folder: PathBuf,
        /// The error of the operating system.
        cause: io::Error,
    },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortInUse { port, option } => {
                write!(f, "port {port} is in use by another program; choose another with {option}")
            }
            Self::Bind { port, option, cause } => {
                write!(f, "cannot listen on port {port} ({option}): {cause}")
            }
            Self::SiteFolder { folder, cause } => {
                write!(f, "cannot serve the folder {} (--site): {cause}", folder.display())
            }
        }
    }
}

impl std::error::Error for StartError {}
