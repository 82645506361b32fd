use crate::failure::Failure;

/// The path of a field in an answer. It links to its parent, so building one allocates nothing.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    /// The answer itself. Its text is empty.
    Root,
    /// A member of an object.
    Field(&'p Path<'p>, &'p str),
    /// An element of a list, from 0.
    Item(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    /// Returns the path of a member of this object.
    pub(crate) fn field(&'p self, name: &'p str) -> Self {
        Self::Field(self, name)
    }

    /// Returns the path of an element of this list.
    pub(crate) fn item(&'p self, position: usize) -> Self {
        Self::Item(self, position)
    }

    /// Returns the failure that names this field.
    pub(crate) fn malformed(&self) -> Failure {
        Failure::Malformed { path: self.text() }
    }

    /// Formats the path, such as `data.activationCodes[2].qrImage`.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Field(parent, name) => {
                let mut text = parent.text();
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
                text
            }
            Self::Item(parent, position) => {
                let mut text = parent.text();
                text.push('[');
                text.push_str(&position.to_string());
                text.push(']');
                text
            }
        }
    }
}
