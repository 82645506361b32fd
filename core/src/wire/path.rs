use crate::failure::Failure;

/// Where a field stands in an answer. Links to its parents, so that naming a field costs nothing until
/// somebody asks.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    /// The answer itself; its text is empty.
    Root,
    Field(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub(crate) fn field(&'p self, name: &'p str) -> Self {
        Self::Field(self, name)
    }

    pub(crate) fn item(&'p self, position: usize) -> Self {
        Self::Item(self, position)
    }

    pub(crate) fn malformed(&self) -> Failure {
        Failure::Malformed { path: self.text() }
    }

    /// Such as `data.activationCodes[2].qrImage`.
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
