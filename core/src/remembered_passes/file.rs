//! The passes as JSON: in the browser's storage, and in a file for another device.

use serde::Serialize;
use serde_json::value::RawValue;

use super::{PassColour, PassId, RememberedPass, RememberedPasses};
use crate::{
    ids::CustomerId,
    wire::{Members, Value},
};

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

#[derive(Serialize)]
struct File<'a> {
    kind: &'static str,
    version: u32,
    passes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    connection: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<String>,
    name: &'a str,
    colour: &'static str,
}

impl<'a> Entry<'a> {
    fn of(pass: &'a RememberedPass) -> Self {
        Self {
            connection: pass.id.connection.as_str(),
            customer: pass.id.customer.map(|customer| customer.to_string()),
            name: &pass.name,
            colour: pass.colour.as_str(),
        }
    }
}

/// Writes passes as JSON.
#[must_use]
pub fn write_file(passes: &RememberedPasses) -> String {
    let passes = passes.as_slice().iter().map(Entry::of).collect();
    // Fails for types only that JSON cannot express.
    serde_json::to_string(&File { kind: KIND, version: VERSION, passes }).unwrap_or_default()
}

/// Reads passes. Those listed twice, and those beyond the most there can be, are left out.
///
/// # Errors
/// Returns why the text is not a file of passes, or which of its entries is none.
pub fn read_file(text: &str) -> Result<RememberedPasses, FileError> {
    let file = Members::parse(text).ok_or(FileError::OtherFile)?;
    let (Some(Value::Text(kind)), Some(Value::Number(version)), Some(Value::List(entries))) =
        (value(&file, "kind"), value(&file, "version"), value(&file, "passes"))
    else {
        return Err(FileError::OtherFile);
    };
    if kind != KIND {
        return Err(FileError::OtherFile);
    }
    if version.parse() != Ok(VERSION) {
        return Err(FileError::LaterVersion);
    }
    let mut passes = RememberedPasses::default();
    for (position, entry) in (1..).zip(entries) {
        passes.add(read_pass(entry).ok_or(FileError::InvalidEntry(position))?);
    }
    Ok(passes)
}

fn read_pass(entry: &RawValue) -> Option<RememberedPass> {
    let Value::Object(entry) = Value::of(entry) else { return None };
    let text = |name| match value(&entry, name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    };
    let connection = text("connection")?.parse().ok()?;
    let customer = match value(&entry, "customer") {
        Some(Value::Text(digits)) => Some(digits.parse::<CustomerId>().ok()?),
        Some(_) => return None,
        None => None,
    };
    let colour = PassColour::from_name(&text("colour").unwrap_or_default());
    Some(RememberedPass::new(PassId { connection, customer }, &text("name").unwrap_or_default(), colour))
}

fn value<'a>(members: &Members<'a>, name: &str) -> Option<Value<'a>> {
    members.source(name).map(Value::of)
}
