//! A rehearsal of how the helpdesk asks for a secret: three letters of it by their place, answered unseen in a box of
//! their own that wipes itself.

use super::secret_edit::SecretEdit;
use crate::domain::secret::Secret;
use crate::domain::secret_word::{Places, rehearsal_right};
use crate::guide::Guide;
use crate::machine::idea;

/// What is asked for, and what was answered.
pub(super) struct Rehearsal {
    places: Places,
    /// The box for the answer.
    pub(super) answer: SecretEdit,
    right: Option<bool>,
}

impl Rehearsal {
    /// Asks for the letters at these places.
    pub(super) fn new(places: Places) -> Self {
        Self {
            places,
            answer: SecretEdit::new(),
            right: None,
        }
    }

    /// Says whether the answer is right, and wipes it.
    pub(super) fn judge(&mut self, secret: &Secret) {
        self.right = Some(rehearsal_right(secret, &self.places, self.answer.secret()));
        self.answer.clear();
    }

    /// The answer is being changed: what was said of the last one no longer holds.
    pub(super) const fn forget_verdict(&mut self) {
        self.right = None;
    }

    /// What is asked.
    pub(super) fn question(&self, guide: &Guide) -> String {
        idea::rehearsal_question(guide, &self.places)
    }

    /// What there is to say of the last answer.
    pub(super) fn verdict(&self, guide: &Guide) -> Option<String> {
        self.right
            .map(|right| guide.word(idea::rehearsal_verdict(right)).to_owned())
    }
}
