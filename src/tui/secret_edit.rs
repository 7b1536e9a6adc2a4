//! A box for a password or secret that wipes itself. What is in it never becomes an event, and is drawn only while it
//! is shown.

use crate::domain::secret::Secret;

/// The box.
pub(super) struct SecretEdit {
    secret: Secret,
    /// Characters before the cursor.
    cursor: usize,
    /// Whether it is drawn as it is.
    pub(super) shown: bool,
}

impl SecretEdit {
    /// An empty box, hidden.
    pub(super) fn new() -> Self {
        Self {
            secret: Secret::new(),
            cursor: 0,
            shown: false,
        }
    }

    /// What is in it.
    pub(super) const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Characters before the cursor.
    pub(super) const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts a character in. False when the box is full.
    pub(super) fn insert(&mut self, c: char) -> bool {
        let before = self.secret.len();
        let fits = self.secret.insert(self.cursor, c).is_ok();
        if self.secret.len() > before {
            self.cursor += 1;
        }
        fits
    }

    /// Takes the character before the cursor away.
    pub(super) fn delete_before(&mut self) {
        if self.cursor > 0 {
            self.cursor -= 1;
            self.secret.remove(self.cursor);
        }
    }

    /// Takes the character after the cursor away.
    pub(super) fn delete_after(&mut self) {
        if self.cursor < self.secret.len() {
            self.secret.remove(self.cursor);
        }
    }

    /// Moves the cursor.
    pub(super) fn go(&mut self, to: usize) {
        self.cursor = to.min(self.secret.len());
    }

    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.secret.clear();
        self.cursor = 0;
        self.shown = false;
    }
}
