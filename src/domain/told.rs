//! A typed answer, or what the person said in its place.

use serde::{Deserialize, Serialize};

use super::site::Instead;

/// What we were told: the thing itself, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Told<T> {
    /// "I do not know", "Leave until later" and the like.
    Not(Instead),
    /// The thing itself.
    Is(T),
}

impl<T> Told<T> {
    /// The thing itself, when it is known.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Not(_) => None,
        }
    }
}
