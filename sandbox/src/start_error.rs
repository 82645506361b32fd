//! Why the sandbox could not start, in one line that names the flag to change.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the sandbox could not start.
#[derive(Debug)]
pub enum StartError {
    /// Somebody else listens there.
    Busy {
        /// The port.
        port: u16,
        /// The flag that chooses another.
        flag: &'static str,
    },
    /// The listener could not be opened for another reason.
    Listen {
        /// The port.
        port: u16,
        /// The flag that chooses another.
        flag: &'static str,
        /// What the system said.
        cause: io::Error,
    },
    /// `--site` names no folder.
    Site {
        /// What it names.
        folder: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy { port, flag } => {
                write!(f, "port {port} is in use by another program; choose another with {flag}")
            }
            Self::Listen { port, flag, cause } => write!(f, "cannot listen on port {port} ({flag}): {cause}"),
            Self::Site { folder, cause } => {
                write!(f, "cannot serve the folder {} (--site): {cause}", folder.display())
            }
        }
    }
}

impl std::error::Error for StartError {}
