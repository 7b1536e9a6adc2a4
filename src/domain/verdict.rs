//! What a rule says about an answer.

/// A message by its id, with the values for its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The id in the catalogue.
    pub id: &'static str,
    /// Names and values for the slots.
    pub slots: Vec<(&'static str, String)>,
}

impl Message {
    /// A message with no slots.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self {
            id,
            slots: Vec::new(),
        }
    }
}
