//! The passes as JSON: in the browser's storage, and in a file for another device.

use serde::{Deserialize, Serialize};

use super::{PassColour, PassId, RememberedPass, RememberedPasses};
use crate::ids::CustomerId;

/// The word by which a file of passes is recognised.
const KIND: &str = "latchkey-passes";

/// The version of the format. A later version may mean something else by the same members.
const VERSION: u32 = 1;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is not a file of passes.
    OtherFile,
    /// A later version of the page has written it.
    LaterVersion,
    /// The entry at this position, from 1, is no pass.
    InvalidEntry(usize),
}

#[derive(Serialize, Deserialize)]
struct File {
    kind: String,
    version: u32,
    passes: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    connection: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    customer: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    colour: String,
}

impl Entry {
    fn to_pass(&self) -> Option<RememberedPass> {
        let connection = self.connection.parse().ok()?;
        let customer = match &self.customer {
            Some(digits) => Some(digits.parse::<CustomerId>().ok()?),
            None => None,
        };
        let colour = PassColour::from_name(&self.colour);
        Some(RememberedPass::new(PassId { connection, customer }, &self.name, colour))
    }
}

/// Writes passes as JSON.
#[must_use]
pub fn write_file(passes: &RememberedPasses) -> String {
    let entry = |pass: &RememberedPass| Entry {
        connection: pass.id.connection.to_string(),
        customer: pass.id.customer.map(|customer| customer.to_string()),
        name: pass.name.clone(),
        colour: pass.colour.as_str().to_owned(),
    };
    let passes = passes.as_slice().iter().map(entry).collect();
    // Fails for types only that JSON cannot express.
    serde_json::to_string(&File { kind: KIND.to_owned(), version: VERSION, passes }).unwrap_or_default()
}

/// Reads passes. Those listed twice, and those beyond the most there can be, are left out.
///
/// # Errors
/// Returns why the text is not a file of passes, or which of its entries is none.
pub fn read_file(text: &str) -> Result<RememberedPasses, FileError> {
    let file: File = serde_json::from_str(text).map_err(|_| FileError::OtherFile)?;
    if file.kind != KIND {
        return Err(FileError::OtherFile);
    }
    if file.version > VERSION {
        return Err(FileError::LaterVersion);
    }
    let mut passes = RememberedPasses::default();
    for (index, entry) in file.passes.iter().enumerate() {
        passes.add(entry.to_pass().ok_or(FileError::InvalidEntry(index + 1))?);
    }
    Ok(passes)
}
