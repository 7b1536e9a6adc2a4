//! What comes from the terminal, made sense of: presses and releases, characters typed with `AltGr` or with Alt and
//! numbers.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key as the program takes it: a character that is text, or a key that may mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Text(char),
    Key(KeyCode, KeyModifiers),
}

/// Keys that are held down at the same time, at the most.
const HELD: usize = 16;

/// Which characters have been pressed and not released: a release alone is a character typed with Alt and numbers.
/// Only Windows tells of releases; elsewhere nothing is noted, since it would never be forgotten.
///
/// A space is on every keyboard, so that its release alone is that of a key pressed before the program was there.
///
/// A key may be released as another character than it was pressed as: Shift is often let go first. So any release is
/// taken for that of a key that is down, as long as there is one.
#[derive(Debug, Clone)]
pub(super) struct Pressed {
    held: [char; HELD],
    tells_releases: bool,
}

/// No character is held in this place.
const NONE: char = '\0';

impl Default for Pressed {
    fn default() -> Self {
        Self {
            held: [NONE; HELD],
            tells_releases: cfg!(windows),
        }
    }
}

impl Pressed {
    /// For a terminal that tells of releases too, whatever the system.
    pub(super) const fn with_releases() -> Self {
        Self {
            held: [NONE; HELD],
            tells_releases: true,
        }
    }

    /// Takes a key event. Windows tells of releases too: they mean nothing, but for characters that were never pressed.
    pub(super) fn take(&mut self, key: KeyEvent) -> Option<Taken> {
        let is_release = key.kind == KeyEventKind::Release;
        if let KeyCode::Char(c) = key.code {
            if is_release && (self.release(c) || c == ' ') {
                return None;
            }
            if !is_release {
                self.press(c);
            }
            if is_text(key) {
                return Some(Taken::Text(c));
            }
        }
        (!is_release).then_some(Taken::Key(key.code, key.modifiers))
    }

    fn press(&mut self, c: char) {
        let c = small(c);
        if self.tells_releases
            && !self.held.contains(&c)
            && let Some(free) = self.held.iter_mut().find(|held| **held == NONE)
        {
            *free = c;
        }
    }

    /// Takes a key for released. False when none was down.
    fn release(&mut self, c: char) -> bool {
        let c = small(c);
        let own = self.held.iter().position(|held| *held == c);
        let any = || self.held.iter().position(|held| *held != NONE);
        let place = own.or_else(any);
        if let Some(place) = place {
            self.held[place] = NONE;
        }
        place.is_some()
    }
}

/// A letter in its small form, whether Shift was down or not.
fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// `AltGr` is Ctrl and Alt together on Windows: such a character is text. Ctrl alone is a command, Alt alone is none.
pub(super) fn is_text(key: KeyEvent) -> bool {
    let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
    let command = key.modifiers.intersects(both) && !key.modifiers.contains(both);
    matches!(key.code, KeyCode::Char(c) if !c.is_control()) && !command
}
