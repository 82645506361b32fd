//! The passes that a person has asked this device to remember: which ones, under which name, in which order.
//! They hold ids and names, no codes and no credentials.

mod file;

pub use self::file::{FileError, read_file, write_file};
use crate::{
    ids::{ConnectionId, CustomerId},
    text,
};

/// The most passes that are remembered.
pub const MAX_PASSES: usize = 50;

/// Longest name of a pass, in characters.
const MAX_NAME_CHARS: usize = 40;

/// A colour by which a pass is told from others, besides its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PassColour {
    /// The page's accent.
    #[default]
    Accent,
    /// Green.
    Green,
    /// Amber.
    Amber,
    /// Red.
    Red,
    /// Grey.
    Grey,
}

impl PassColour {
    /// Every colour.
    pub const ALL: [Self; 5] = [Self::Accent, Self::Green, Self::Amber, Self::Red, Self::Grey];

    /// Returns the word for it in files and in the stylesheet.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accent => "accent",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::Grey => "grey",
        }
    }

    /// Returns the colour of a word; [`PassColour::Accent`] for any other word.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|colour| colour.as_str() == name).unwrap_or_default()
    }
}

/// What makes a pass: a connection, and the customer unless the gateway identifies the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassId {
    /// The connection.
    pub connection: ConnectionId,
    /// The customer.
    pub customer: Option<CustomerId>,
}

/// A remembered pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedPass {
    /// Which pass it is.
    pub id: PassId,
    /// What the person calls it; never blank.
    pub name: String,
    /// Its colour.
    pub colour: PassColour,
}

impl RememberedPass {
    /// Creates a pass whose name is cut to 40 characters. A blank name becomes the id of the connection.
    #[must_use]
    pub fn new(id: PassId, name: &str, colour: PassColour) -> Self {
        let name = text::sanitize(name, MAX_NAME_CHARS).unwrap_or_else(|| id.connection.to_string());
        Self { id, name, colour }
    }
}

/// The remembered passes in the person's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RememberedPasses(Vec<RememberedPass>);

impl RememberedPasses {
    /// Returns the passes in order.
    #[must_use]
    pub fn as_slice(&self) -> &[RememberedPass] {
        &self.0
    }

    /// Returns the remembered pass with this id.
    #[must_use]
    pub fn find(&self, id: &PassId) -> Option<&RememberedPass> {
        self.0.iter().find(|pass| pass.id == *id)
    }

    /// Appends a pass. Returns `false` if it is remembered already, or if there are too many.
    pub fn add(&mut self, pass: RememberedPass) -> bool {
        let is_new = self.0.len() < MAX_PASSES && self.find(&pass.id).is_none();
        if is_new {
            self.0.push(pass);
        }
        is_new
    }

    /// Forgets a pass.
    pub fn remove(&mut self, id: &PassId) {
        self.0.retain(|pass| pass.id != *id);
    }

    /// Forgets the passes of a connection.
    pub fn remove_connection(&mut self, connection: &ConnectionId) {
        self.0.retain(|pass| pass.id.connection != *connection);
    }

    /// Gives a pass another name. A blank one changes nothing.
    pub fn rename(&mut self, id: &PassId, name: &str) {
        if let (Some(name), Some(pass)) = (text::sanitize(name, MAX_NAME_CHARS), self.find_mut(id)) {
            pass.name = name;
        }
    }

    /// Gives a pass another colour.
    pub fn recolour(&mut self, id: &PassId, colour: PassColour) {
        if let Some(pass) = self.find_mut(id) {
            pass.colour = colour;
        }
    }

    /// Moves a pass one place towards the start. The first stays where it is.
    pub fn move_up(&mut self, id: &PassId) {
        if let Some(place) = self.0.iter().position(|pass| pass.id == *id).filter(|place| *place > 0) {
            self.0.swap(place - 1, place);
        }
    }

    fn find_mut(&mut self, id: &PassId) -> Option<&mut RememberedPass> {
        self.0.iter_mut().find(|pass| pass.id == *id)
    }
}

#[cfg(test)]
mod tests;
