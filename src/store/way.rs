//! The way to a value of a file.

use super::keys::{KEYS, Kind, find, join};

/// From the top of the file to a value.
pub type Way = Vec<Step>;

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the table, by this name.
    Key(String),
    /// Into the list, to this place.
    Item(usize),
}

/// The whole name of the key at the end of a way.
#[must_use]
pub fn name_of(way: &[Step]) -> String {
    way.iter().fold(String::new(), |name, step| match step {
        Step::Key(key) => join(&name, key),
        Step::Item(_) => name,
    })
}

/// What is written at the end of a way.
#[must_use]
pub fn kind_of(way: &[Step]) -> Kind {
    let mut keys = KEYS.keys.as_slice();
    let mut kind = Kind::Plain;
    for step in way {
        if let Step::Key(name) = step
            && let Some(key) = find(keys, name)
        {
            (keys, kind) = (&key.keys, key.kind);
        }
    }
    kind
}
