//! A text box's worth of something secret, wiped when it is dropped. Must not be copied, saved, shown or logged.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::tidy;

/// Bytes that a [`Secret`] holds, at the most.
pub const CAPACITY: usize = 256;

/// A password or secret, or an idea for one. All its room is set aside at the start, so that typing never leaves a copy
/// in memory that was given back.
///
/// It cannot be saved:
/// ```compile_fail,E0277
/// fn saved<T: serde::Serialize>() {}
/// saved::<nhsmail_starter::domain::secret::Secret>();
/// ```
/// and it cannot be copied:
/// ```compile_fail,E0277
/// fn copied<T: Clone>() {}
/// copied::<nhsmail_starter::domain::secret::Secret>();
/// ```
/// nor shown:
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Display>() {}
/// shown::<nhsmail_starter::domain::secret::Secret>();
/// ```
pub struct Secret {
    /// UTF-8 up to `len`, noughts after it.
    bytes: Box<Zeroizing<[u8; CAPACITY]>>,
    len: usize,
}

/// There is no room for more in a [`Secret`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no room for more than {CAPACITY} bytes")]
pub struct Full;

impl Secret {
    /// An empty box.
    #[must_use]
    pub fn new() -> Self {
        Self {
            bytes: Box::new(Zeroizing::new([0; CAPACITY])),
            len: 0,
        }
    }

    /// The text itself. The one way to read it: keep the borrow short, and copy nothing out of it.
    #[must_use]
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }

    /// Length in characters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.expose().chars().count()
    }

    /// Nothing has been typed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a character at the end.
    ///
    /// # Errors
    /// [`Full`] when there is no room; nothing changes then.
    pub fn push(&mut self, c: char) -> Result<(), Full> {
        self.insert_at_byte(self.len, c)
    }

    /// Adds text at the end, all of it or nothing.
    ///
    /// # Errors
    /// [`Full`] when there is no room for all of it; nothing changes then.
    pub fn push_str(&mut self, text: &str) -> Result<(), Full> {
        let kept = || text.chars().filter(|c| !tidy::is_harmful(*c));
        if self.len + kept().map(char::len_utf8).sum::<usize>() > CAPACITY {
            return Err(Full);
        }
        kept().try_for_each(|c| self.push(c))
    }

    /// Puts a character in front of the one at this place, counted in characters from 0. Past the end is the end.
    /// Control characters and marks without width have no place in a password, and are let fall.
    ///
    /// # Errors
    /// [`Full`] when there is no room; nothing changes then.
    pub fn insert(&mut self, place: usize, c: char) -> Result<(), Full> {
        let at = self.char_at(place).map_or(self.len, |(at, _)| at);
        self.insert_at_byte(at, c)
    }

    /// Takes out the character at this place, counted in characters from 0. Past the end there is none.
    pub fn remove(&mut self, place: usize) {
        let Some((at, width)) = self.char_at(place) else {
            return;
        };
        self.bytes.copy_within(at + width..self.len, at);
        self.bytes[self.len - width..self.len].zeroize();
        self.len -= width;
    }

    /// Takes out the last character.
    pub fn backspace(&mut self) {
        if let Some(last) = self.len().checked_sub(1) {
            self.remove(last);
        }
    }

    /// Wipes it all.
    pub fn clear(&mut self) {
        self.bytes.zeroize();
        self.len = 0;
    }

    /// Where the character at a place starts, and its bytes.
    fn char_at(&self, place: usize) -> Option<(usize, usize)> {
        self.expose()
            .char_indices()
            .nth(place)
            .map(|(at, c)| (at, c.len_utf8()))
    }

    fn insert_at_byte(&mut self, at: usize, c: char) -> Result<(), Full> {
        if tidy::is_harmful(c) {
            return Ok(());
        }
        let width = c.len_utf8();
        if self.len + width > CAPACITY {
            return Err(Full);
        }
        self.bytes.copy_within(at..self.len, at + width);
        c.encode_utf8(&mut self.bytes[at..at + width]);
        self.len += width;
        Ok(())
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn secret(text: &str) -> Secret {
        let mut secret = Secret::new();
        secret.push_str(text).unwrap();
        secret
    }

    #[test]
    fn it_is_edited_as_a_text_box_is() {
        let mut box_ = secret("kttlé");
        box_.insert(1, 'e').unwrap();
        assert_eq!(box_.expose(), "kettlé");
        box_.remove(5);
        box_.insert(99, '!').unwrap();
        assert_eq!((box_.expose(), box_.len()), ("kettl!", 6));
        box_.remove(99);
        box_.backspace();
        assert_eq!(box_.expose(), "kettl");
        box_.clear();
        box_.backspace();
        assert!(box_.is_empty());
    }

    #[test]
    fn it_holds_256_bytes_and_never_half_a_paste() {
        let mut box_ = secret(&"a".repeat(255));
        assert_eq!(box_.push('é'), Err(Full));
        assert_eq!(box_.push_str("bc"), Err(Full));
        assert_eq!(box_.len(), 255);
        assert_eq!(box_.push('b'), Ok(()));
        assert_eq!(box_.insert(0, 'c'), Err(Full));
    }

    #[test]
    fn nothing_harmful_gets_in() {
        assert_eq!(secret("a\u{202E}b\u{1B}\u{200B}\n").expose(), "ab");
    }

    #[test]
    fn it_is_not_shown_by_debug() {
        assert_eq!(format!("{:?}", secret("kettle")), "Secret(..)");
    }

    proptest! {
        #[test]
        fn editing_matches_a_plain_string_and_leaves_nothing_behind(
            edits in proptest::collection::vec((0u8..4, 0usize..40, proptest::char::range(' ', '\u{17F}')), 0..300)
        ) {
            let mut secret = Secret::new();
            let mut plain: Vec<char> = Vec::new();
            for (kind, place, c) in edits {
                match kind {
                    0 => {
                        let added = secret.insert(place, c) == Ok(()) && !tidy::is_harmful(c);
                        if added { plain.insert(place.min(plain.len()), c); }
                    }
                    1 => {
                        let added = secret.push(c) == Ok(()) && !tidy::is_harmful(c);
                        if added { plain.push(c); }
                    }
                    2 => {
                        secret.remove(place);
                        if place < plain.len() { plain.remove(place); }
                    }
                    _ => {
                        secret.backspace();
                        plain.pop();
                    }
                }
                prop_assert_eq!(secret.expose(), plain.iter().collect::<String>());
                prop_assert!(secret.bytes[secret.len..].iter().all(|b| *b == 0));
            }
        }
    }
}
