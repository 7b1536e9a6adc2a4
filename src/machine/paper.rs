//! The things that can be taken away as a file.

use super::request::RequestId;

/// Something to take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paper {
    /// The email of a request.
    Draft(RequestId),
    /// The chaser of a request.
    Chaser(RequestId),
    /// What to say on the phone.
    Script(RequestId),
    /// The record.
    Record,
}

impl Paper {
    /// The name of its file, without an ending: whole words in kebab case.
    #[must_use]
    pub fn file_stem(self) -> String {
        use crate::domain::choice::Choice as _;
        match self {
            Self::Draft(request) => format!("{}-email", request.slug()),
            Self::Chaser(request) => format!("{}-chaser", request.slug()),
            Self::Script(request) => format!("{}-phone-script", request.slug()),
            Self::Record => "record".to_owned(),
        }
    }
}
